"""What only a CUDA GPU can show; `doctor` asks the same of the user's own, in short."""

import copy
import io
import itertools
from importlib.util import find_spec

import pytest
import torch
from tiny import SHAPE, spec, tiny_tokenizer
from transformers import LlamaConfig, LlamaForSequenceClassification, Qwen2Config, Qwen2ForSequenceClassification

from reward_trainer.adapter import add_adapter
from reward_trainer.distributed import World
from reward_trainer.events import Events
from reward_trainer.flex import flex_difference, made_pairs, set_flex, tolerance, use_flex
from reward_trainer.model import RewardModel, head_of, in_float32
from reward_trainer.random_model import SMALL, VOCABULARY, random_model
from reward_trainer.recipe import Adapter
from reward_trainer.spec import parse_spec
from reward_trainer.stop import Stop
from reward_trainer.train import train

pytestmark = pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA GPU")
GPU = torch.device("cuda")
DTYPES = pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float32], ids=["bfloat16", "float32"])
NUMBERS = itertools.count()


def llama(dtype: torch.dtype) -> RewardModel:
    return random_model(SMALL, GPU, dtype)


def qwen(dtype: torch.dtype) -> RewardModel:
    """With fewer heads of keys than of queries."""
    config = Qwen2Config(vocab_size=VOCABULARY, num_key_value_heads=2, pad_token_id=0, num_labels=1, **SMALL)
    torch.manual_seed(0)
    with GPU:
        network = Qwen2ForSequenceClassification(config).eval()
    torch.nn.init.normal_(head_of(network).weight, std=0.125)
    in_float32(head_of(network))
    return RewardModel(network, llama(dtype).tokenizer, GPU, dtype, shares=True)


@DTYPES
@pytest.mark.parametrize("make", [llama, qwen])
def test_flex_attention_gives_the_scores_of_the_plain_path(make, dtype):
    for tokens in (50, 700):
        assert flex_difference(make(dtype), tokens) < tolerance(dtype)


@pytest.mark.parametrize("adapter", [False, True], ids=["whole", "lora"])
def test_wrong_gradients_of_flex_attention_are_seen_where_scores_agree(adapter, monkeypatch):
    model = llama(torch.bfloat16)
    if adapter:
        add_adapter(model.network, head_of(model.network), Adapter("lora", rank=2, alpha=4.0))
        model.network.to(GPU)
    assert flex_difference(model, gradients=True) < tolerance(torch.bfloat16)
    attention = model.network.base_model.layers[1].self_attn
    inner = attention.forward

    def halved(*inputs, **named):
        value, weights = inner(*inputs, **named)
        return (value / 2 + value.detach() / 2 if model.flex else value), weights

    monkeypatch.setattr(attention, "forward", halved)
    assert flex_difference(model) < tolerance(torch.bfloat16)
    assert flex_difference(model, gradients=True) > 0.1


def losses(model: RewardModel, folder, batch_pairs: int = 8) -> list[float]:
    """Of one pass over 96 pairs."""
    empty = folder / "empty.jsonl"
    empty.write_text("")
    recipe = {"batch_pairs": batch_pairs, "max_length": 512, "dtype": str(model.dtype).removeprefix("torch.")}
    value = spec(folder / str(next(NUMBERS)), "none", str(empty), recipe=recipe)
    pairs = made_pairs(model, 96, 300, seed=1)
    curve = train(model, pairs, parse_spec(value), Events(io.StringIO()), Stop(), World()).curve
    return [point["loss"] for point in curve]


@pytest.mark.parametrize("make", [llama, qwen])
def test_training_in_bfloat16_by_flex_attention_is_training_by_the_plain_path(make, tmp_path, capsys):
    """The plain one is TRL's to 1e-5 (clients/test_equality.py)."""
    model = make(torch.bfloat16)
    use_flex(model, training=True)
    assert model.flex, capsys.readouterr().err
    other = copy.deepcopy(model)
    set_flex(model, False, "sdpa")
    plain, flex = losses(model, tmp_path), losses(other, tmp_path)
    assert max(plain) - min(plain) > 0.05
    assert flex == pytest.approx(plain, abs=0.05)


@pytest.mark.parametrize("make", [llama, qwen])
def test_in_float32_flex_attention_is_used_only_where_its_gradients_agree(make, capsys):
    model = make(torch.float32)
    use_flex(model, training=True)
    told = capsys.readouterr().err
    if model.flex:
        set_flex(model, False, "sdpa")
        assert flex_difference(model, tokens=700, gradients=True) < 10 * tolerance(torch.float32)
    else:
        assert "FlexAttention is not used" in told


def test_too_large_micro_batches_are_halved_until_they_fit(tmp_path, capsys):
    model = llama(torch.float32)
    whole = losses(copy.deepcopy(model), tmp_path, 48)
    torch.cuda.empty_cache()
    _, all_of_it = torch.cuda.mem_get_info()
    spare = 250 * 2**20  # 48 pairs of 450 tokens need about 600 MiB
    torch.cuda.set_per_process_memory_fraction((torch.cuda.memory_reserved() + spare) / all_of_it)
    try:
        cut = losses(model, tmp_path, 48)
    finally:
        torch.cuda.set_per_process_memory_fraction(1.0)
    assert "out of memory: micro-batches have at most" in capsys.readouterr().err
    assert cut == pytest.approx(whole, abs=1e-3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> str:
    """A Llama whose heads are as wide as FlexAttention asks for."""
    made = tmp_path_factory.mktemp("wide")
    tokenizer = tiny_tokenizer(bos_token="<s>", eos_token="</s>")
    torch.manual_seed(1)
    shape = SHAPE | {"hidden_size": 64, "intermediate_size": 128}
    network = LlamaForSequenceClassification(LlamaConfig(vocab_size=len(tokenizer), num_labels=1, **shape))
    network.save_pretrained(made)
    tokenizer.save_pretrained(made)
    return str(made)


@pytest.mark.parametrize("kind", ["lora", "qlora", "checkpointing", "compile"])
def test_a_whole_run_fits_exports_and_reports(folder, data, finish, kind, capsys):
    if kind == "qlora" and find_spec("bitsandbytes") is None:
        pytest.skip("bitsandbytes is not installed")
    recipe = {
        "lora": {"adapter": {"kind": "lora", "rank": 4, "alpha": 8}},
        "qlora": {"adapter": {"kind": "qlora", "rank": 4, "alpha": 8}},
        "checkpointing": {"activation_checkpointing": True},
        "compile": {"compile": True},
    }[kind]
    _, report = finish(folder, data, recipe=recipe | {"dtype": "auto", "epochs": 4})
    assert report["dtype"] == "bfloat16" and report["device"] == torch.cuda.get_device_name()
    assert report["train"]["final_loss"] < 0.6 and report["evaluations"][0]["accuracy"] > 0.8
    assert "FlexAttention is not used" not in capsys.readouterr().err
