import pytest
import torch
from made import pair

from reward_trainer.batch import EncodedPair, lay_out
from reward_trainer.model import make_reward_model
from reward_trainer.recipe import resolve_recipe

CPU = torch.device("cpu")


def tree_of(model) -> list[EncodedPair]:
    """Two pairs of one dialog: both share its beginning, and the second one more."""
    chance = torch.Generator().manual_seed(3)
    draw = lambda n: torch.randint(6, 40, (n,), generator=chance).tolist()  # noqa: E731
    prompt, more = draw(30), draw(20)
    return [
        EncodedPair(pair(0, root="r"), prompt + draw(9), prompt + more),
        EncodedPair(pair(1, root="r"), prompt + more + draw(5), prompt + more + draw(12)),
    ]


@pytest.mark.parametrize("adapter", [None, {"kind": "lora", "rank": 2, "alpha": 4}], ids=["whole", "lora"])
def test_gradients_are_the_same_and_what_is_kept_for_them_is_far_less(base_model, adapter):
    gradients, kept = [], []
    for recompute in (False, True):
        recipe = resolve_recipe({"max_length": 128, "activation_checkpointing": recompute, "adapter": adapter})
        torch.manual_seed(0)
        model = make_reward_model(base_model, 0, recipe, CPU, torch.float32)
        # A fresh adapter adds nothing, and half of its matrices would have no gradient.
        for name, weight in model.trained.items():
            if "lora_B" in name:
                torch.nn.init.normal_(weight, generator=torch.Generator().manual_seed(1))
        made = tree_of(model)
        batch = model.collate(lay_out(made, range(2), model.layout))
        held = 0

        def hold(tensor):
            nonlocal held
            held += tensor.nbytes
            return tensor

        with torch.autograd.graph.saved_tensors_hooks(hold, lambda tensor: tensor):
            chosen, rejected = model.score(batch)
        (-torch.nn.functional.logsigmoid(chosen - rejected).sum()).backward()
        assert batch.shared == model.shares
        gradients.append({name: weight.grad for name, weight in model.trained.items()})
        kept.append(held)
    plain, again = gradients
    assert plain.keys() == again.keys() and any(grad.abs().max() > 0 for grad in plain.values())
    for name, gradient in plain.items():
        torch.testing.assert_close(again[name], gradient, rtol=1e-6, atol=1e-6)
    assert kept[1] < 0.4 * kept[0]


def test_nothing_is_computed_twice_where_no_gradient_is_asked_for(llama, monkeypatch):
    recipe = resolve_recipe({"max_length": 128, "activation_checkpointing": True})
    model = make_reward_model(llama, 0, recipe, CPU, torch.float32)
    monkeypatch.setattr("reward_trainer.recompute.checkpoint", None)
    with torch.no_grad():
        model.score(model.collate(lay_out(tree_of(model), range(2), model.layout)))
