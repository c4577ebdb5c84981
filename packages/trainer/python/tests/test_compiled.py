import itertools

import torch
from made import pair
from torch._dynamo.utils import counters

from reward_trainer.batch import EncodedPair, lay_out
from reward_trainer.model import RewardModel, make_reward_model
from reward_trainer.recipe import resolve_recipe

CPU = torch.device("cpu")


def gradients(model: RewardModel, prompt: int) -> dict[str, torch.Tensor]:
    """Of the loss of three pairs of one dialog, whose prompt has so many tokens."""
    chance = torch.Generator().manual_seed(prompt)
    draw = lambda n: torch.randint(6, 40, (n,), generator=chance).tolist()  # noqa: E731
    shared = draw(prompt)
    made = [EncodedPair(pair(n, root="r"), shared + draw(9 + n), shared + draw(4)) for n in range(3)]
    chosen, rejected = model.score(model.collate(lay_out(made, range(3), model.layout)))
    named = model.trained
    loss = -torch.nn.functional.logsigmoid(chosen - rejected).sum()
    found = torch.autograd.grad(loss, list(named.values()), allow_unused=True)
    return {name: value for name, value in zip(named, found, strict=True) if value is not None}


def test_one_graph_serves_all_layers_and_lengths_and_gives_the_same_gradients(llama):
    plain, compiled, again = (
        make_reward_model(llama, 0, resolve_recipe({"max_length": 128} | more), CPU, torch.float32)
        for more in ({}, {"compile": True}, {"compile": True, "activation_checkpointing": True})
    )
    torch.compiler.reset()
    counters.clear()
    for length, model in itertools.product((12, 20, 31), (compiled, again)):
        expected, found = gradients(plain, length), gradients(model, length)
        assert expected.keys() == found.keys()
        for name, value in expected.items():
            torch.testing.assert_close(found[name], value, rtol=1e-4, atol=1e-5)
    assert counters["stats"]["unique_graphs"] == 1
