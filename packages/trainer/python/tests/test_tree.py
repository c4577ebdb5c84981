import random

import pytest
import torch
from tiny import tiny_tokenizer
from transformers import (
    Gemma3TextConfig,
    Gemma3TextForSequenceClassification,
    GPT2Config,
    GPT2ForSequenceClassification,
    LlamaConfig,
    LlamaForSequenceClassification,
    MistralConfig,
    MistralForSequenceClassification,
    Qwen2Config,
    Qwen2ForSequenceClassification,
)

from reward_trainer.attention import dense_mask, flex_rule
from reward_trainer.batch import EncodedPair, collate, lay_out
from reward_trainer.data import Pair
from reward_trainer.model import RewardModel, can_share
from reward_trainer.tree import pack, visible

SHAPE = {
    "vocab_size": 90,
    "hidden_size": 32,
    "intermediate_size": 64,
    "num_hidden_layers": 3,
    "num_attention_heads": 4,
    "num_labels": 1,
    "pad_token_id": 0,
}
MODELS = {
    "llama": lambda: LlamaForSequenceClassification(LlamaConfig(num_key_value_heads=2, **SHAPE)),
    "qwen": lambda: Qwen2ForSequenceClassification(Qwen2Config(num_key_value_heads=2, **SHAPE)),
    "gpt2": lambda: GPT2ForSequenceClassification(
        GPT2Config(
            vocab_size=90, n_embd=32, n_layer=3, n_head=4, num_labels=1, pad_token_id=0, bos_token_id=1, eos_token_id=1
        )
    ),
}


WINDOWED = {
    "mistral": lambda window: MistralForSequenceClassification(
        MistralConfig(num_key_value_heads=2, sliding_window=window, **SHAPE)
    ),
    "gemma3": lambda window: Gemma3TextForSequenceClassification(
        Gemma3TextConfig(num_key_value_heads=2, head_dim=8, sliding_window=window, **SHAPE)
    ),
}


@pytest.mark.parametrize("name", WINDOWED)
def test_where_layers_see_less_than_the_longest_dialog_nothing_is_shared(name):
    torch.manual_seed(2)
    for window, longest, shares in ((16, 64, False), (64, 64, True)):
        tokenizer = tiny_tokenizer(pad_token="[PAD]", model_max_length=longest)
        network = WINDOWED[name](window).eval()
        model = RewardModel(network, tokenizer, torch.device("cpu"), torch.float32)
        assert can_share(model) == shares


@pytest.fixture(params=MODELS)
def model(request) -> RewardModel:
    torch.manual_seed(2)
    network = MODELS[request.param]().eval()
    return RewardModel(network, tiny_tokenizer(pad_token="[PAD]"), torch.device("cpu"), torch.float32)


def pairs(count: int = 12) -> list[EncodedPair]:
    """Pairs of three dialogs that grow: each begins with what was said before."""
    chance = random.Random(5)
    draw = lambda least, most: [chance.randrange(6, 90) for _ in range(chance.randint(least, most))]  # noqa: E731
    found, history = [], {name: draw(3, 20) for name in "abc"}
    for number in range(count):
        root = "abc"[number % 3]
        prompt = history[root]
        chosen, rejected = prompt + draw(1, 15), prompt + draw(1, 15)
        found.append(EncodedPair(Pair(str(number), (), "", "", "better", None, root=root), chosen, rejected))
        history[root] = chosen + draw(2, 6)
    # One response that goes on where the other ends, and two that are the same.
    found.append(EncodedPair(Pair("x", (), "", "", "better", None), [7, 8, 9], [7, 8, 9, 10]))
    found.append(EncodedPair(Pair("y", (), "", "", "better", None), [7, 8, 9], [7, 8, 9]))
    return found


def test_a_tree_holds_each_common_beginning_once_and_every_sequence_whole():
    chance = random.Random(1)
    for _ in range(200):
        sequences = [[chance.randrange(3) for _ in range(chance.randint(1, 9))] for _ in range(chance.randint(1, 7))]
        tree = pack(sequences)
        prefixes = {tuple(sequence[: end + 1]) for sequence in sequences for end in range(len(sequence))}
        assert len(tree) == len(prefixes)
        sees = visible(torch.from_numpy(tree.until)[None])[0]
        for sequence, end in zip(sequences, tree.ends, strict=True):
            places = sees[end].nonzero().flatten().numpy()
            assert tree.ids[places].tolist() == sequence
            assert tree.positions[places].tolist() == list(range(len(sequence)))


@pytest.mark.parametrize("layout", ["pairs", "dialogs"])
@pytest.mark.parametrize("join", [False, True], ids=["rows", "one row"])
@torch.no_grad()
def test_shared_scores_are_those_of_each_dialog_alone(model, layout, join):
    made = pairs()
    batch = collate(lay_out(made, range(len(made)), layout), 0, model.device, join=join)
    chosen, rejected = model.score(batch)
    for place, index in enumerate(batch.pairs):
        for scores, ids in ((chosen, made[index].chosen), (rejected, made[index].rejected)):
            alone = model.network.score(model.network.base_model(torch.tensor([ids])).last_hidden_state[0, -1])
            torch.testing.assert_close(scores[place], alone[0], rtol=1e-5, atol=1e-5)


def test_sharing_reads_far_fewer_tokens():
    made = pairs()
    places = {
        layout: sum(len(row) for unit in lay_out(made, range(len(made)), layout) for row in unit.rows)
        for layout in ("plain", "pairs", "dialogs")
    }
    assert places["plain"] > 1.4 * places["pairs"] > 1.4 * 1.4 * places["dialogs"]


def test_a_model_is_asked_whether_it_can_share(model):
    assert can_share(model)
    inner = model.network.base_model.forward
    model.network.base_model.forward = lambda position_ids=None, **others: inner(**others)  # counts places by itself
    assert not can_share(model)


def test_the_rule_for_flex_attention_is_the_dense_mask():
    made = pairs()
    batch = collate(lay_out(made, range(len(made)), "dialogs"), 0, torch.device("cpu"), join=True)
    places = torch.arange(batch.ids.shape[1])
    rule = flex_rule(batch.until)(torch.tensor(0), torch.tensor(0), places[:, None], places[None, :])
    assert torch.equal(rule, dense_mask(batch.until, torch.float32)[0, 0] == 0)
