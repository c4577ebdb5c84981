"""Tiny random models and data, made on the spot."""

import hashlib
import json
import random
from pathlib import Path

import torch
from tokenizers import Tokenizer, models, pre_tokenizers, trainers
from transformers import (
    BertConfig,
    BertForSequenceClassification,
    LlamaConfig,
    LlamaForSequenceClassification,
    PreTrainedTokenizerFast,
)

WORDS = (
    "please tell me how to bake bread fix a bike read maps "
    "good kind clear rude wrong vague answer the of and user assistant : . , ?"
)
MARKS = ["<unk>", "<s>", "</s>", "[CLS]", "[SEP]", "[PAD]"]
SHAPE = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 3, "num_attention_heads": 4}


def tiny_tokenizer(**marks: str) -> PreTrainedTokenizerFast:
    tokenizer = Tokenizer(models.WordPiece(unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.train_from_iterator([WORDS] * 3, trainers.WordPieceTrainer(vocab_size=300, special_tokens=MARKS))
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, unk_token="<unk>", **marks)


def tiny_llama(folder: Path) -> str:
    """A causal model whose pad token is its eos token, as many have it."""
    torch.manual_seed(1)
    tokenizer = tiny_tokenizer(bos_token="<s>", eos_token="</s>", pad_token="</s>")
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        num_key_value_heads=2,
        max_position_embeddings=256,
        pad_token_id=tokenizer.pad_token_id,
        num_labels=1,
        **SHAPE,
    )
    LlamaForSequenceClassification(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return str(folder)


def tiny_bert(folder: Path) -> str:
    torch.manual_seed(1)
    tokenizer = tiny_tokenizer(cls_token="[CLS]", sep_token="[SEP]", pad_token="[PAD]")
    config = BertConfig(
        vocab_size=len(tokenizer),
        max_position_embeddings=256,
        pad_token_id=tokenizer.pad_token_id,
        num_labels=1,
        **SHAPE,
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return str(folder)


def row(number: int, split: str = "train", **changes) -> dict:
    """One canonical row; the kind, clear answer is preferred."""
    chance = random.Random(number)
    filler = " ".join(chance.choices(WORDS.split()[:12], k=chance.randint(1, 8)))
    good, bad = f"good kind clear {filler}", f"rude wrong vague {filler}"
    side = chance.choice("ab")
    prompt = [{"role": "user", "content": f"please tell me {filler}"}]
    if number % 3 == 0:
        prompt += [{"role": "assistant", "content": "bake bread"}, {"role": "user", "content": "and how ?"}]
    value = {
        "id": f"p{number}",
        "comparison_id": f"c{number}",
        "project": "demo",
        "dimension": "helpfulness",
        "batch": 1,
        "kind": "work",
        "split": split,
        "root_sha256": hashlib.sha256(str(number).encode()).hexdigest(),
        "prompt": prompt,
        "response_a": good if side == "a" else bad,
        "response_b": bad if side == "a" else good,
        "models": None,
        "side": side,
        "strength": ["significantly_better", "better", "slightly_better", "negligibly_better", None][number % 5],
        "safety": None,
        "safety_bin": None,
        "categories": {"a": [], "b": []},
        "chips": {"a": [], "b": []},
        "comment": None,
        "edited": None,
        "annotator": "ann",
        "shown_first": "a",
        "guideline_version": 1,
        "recorded": True,
        "votes": {"a": int(side == "a"), "b": int(side == "b")},
        "weight": 1.0,
        "source": None,
        "lang": "en",
        "submitted_at": "2026-01-01T00:00:00Z",
    }
    return value | changes


def rows(train: int = 24, test: int = 9) -> list[dict]:
    return [row(number, "train" if number < train else "test") for number in range(train + test)]


def write_rows(path: Path, values: list) -> str:
    """Write rows; a string is written as it stands."""
    path.write_text("".join((v if isinstance(v, str) else json.dumps(v)) + "\n" for v in values), encoding="utf-8")
    return str(path)


def spec(folder: Path, base_model: str, data: str, recipe: dict | None = None, **changes) -> dict:
    value = {
        "run_id": "run",
        "output_dir": str(folder),
        "base_model": base_model,
        "seed": 7,
        "train": {"path": data, "dimension": "helpfulness"},
        "evaluate": [{"dimension": "helpfulness", "path": data}],
        "recipe": {
            "margin": "small",
            "epochs": 1,
            "batch_pairs": 4,
            "learning_rate": 1e-3,
            "max_length": 64,
            "safety_weight": 0.0,
            "trained_layers": None,
            "dtype": "float32",
            "checkpoint_seconds": 600,
        }
        | (recipe or {}),
    }
    return value | changes
