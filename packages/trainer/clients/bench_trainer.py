"""Fits the same model on the same pairs with reward_trainer or with TRL's RewardTrainer and tells how long it took.

`python bench_trainer.py prepare --data FILE --pairs N --folder F` makes tokenizer, model and tokenised pairs once;
`python bench_trainer.py WHAT --folder F` fits on them in a process of its own (ours, trl, ...) and prints
{"pairs", "seconds", "peak_mb", "loss", "steps"}. The first steps warm up and are not timed.
"""

import argparse
import io
import json
import logging
import os
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

os.environ.update(HF_HUB_OFFLINE="1", TOKENIZERS_PARALLELISM="false")
sys.path.insert(0, str(Path(__file__).parent.parent / "python"))

import torch
from reward_trainer.batch import EncodedPair, encode, plan_steps
from reward_trainer.data import Pair, root_of
from reward_trainer.distributed import World
from reward_trainer.events import Events
from reward_trainer.model import make_reward_model
from reward_trainer.readers import read_rows
from reward_trainer.spec import parse_spec
from reward_trainer.stop import Stop
from reward_trainer.train import BETAS, CLIP, EPSILON, train
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForSequenceClassification, PreTrainedTokenizerFast

BATCH = 8
WARM_STEPS = 2
MAX_LENGTH = 1024
TEMPLATE = "{% for m in messages %}<|{{ m['role'] }}|>{{ m['content'] }}</s>{% endfor %}"


def prepare(folder: Path, data: str, count: int, dialogs: bool) -> None:
    """Tokenizer (8k BPE trained on the texts), a random Llama of 13.8 M parameters, and the pairs."""
    pairs = read_rows(data, "safety", "train").pairs or read_rows(data, "helpfulness", "train").pairs
    chance = random.Random(0)
    chance.shuffle(pairs)
    pairs = several_a_dialog(pairs, chance)[:count] if dialogs else pairs[:count]
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    texts = [turn["content"] for pair in pairs for turn in pair.prompt] + [pair.chosen for pair in pairs]
    special = ["</s>", "<pad>", "<|user|>", "<|assistant|>", "<|system|>"]
    tokenizer.train_from_iterator(texts, trainers.BpeTrainer(vocab_size=8192, special_tokens=special))
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token="</s>", pad_token="<pad>")
    fast.chat_template = TEMPLATE
    fast.save_pretrained(folder)
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=8192,
        hidden_size=384,
        intermediate_size=1024,
        num_hidden_layers=6,
        num_attention_heads=6,
        num_key_value_heads=6,
        max_position_embeddings=MAX_LENGTH,
        num_labels=1,
        pad_token_id=fast.pad_token_id,
    )
    LlamaForSequenceClassification(config).save_pretrained(folder)
    encoded = encode(pairs, fast, MAX_LENGTH).pairs
    rows = [{"chosen": item.chosen, "rejected": item.rejected, "root": item.pair.root} for item in encoded]
    (folder / "pairs.json").write_text(json.dumps(rows))


def several_a_dialog(pairs: list[Pair], chance: random.Random) -> list[Pair]:
    """A pair at each answer of a dialog, as annotators who go on talking make them: against another dialog's answer."""
    answers = [turn["content"] for pair in pairs for turn in pair.prompt if turn["role"] == "assistant"]
    made = []
    for pair in pairs:
        spoken = [*pair.prompt, {"role": "assistant", "content": pair.chosen}]
        for at, turn in enumerate(spoken):
            if turn["role"] == "assistant" and len(spoken) > 4:
                root = root_of(spoken)
                made.append(Pair("", tuple(spoken[:at]), turn["content"], chance.choice(answers), "better", None, root))
    return made


def read_pairs(folder: Path) -> list[EncodedPair]:
    rows = json.loads((folder / "pairs.json").read_text())
    return [
        EncodedPair(Pair("", (), "", "", "better", None, root=row["root"]), row["chosen"], row["rejected"])
        for row in rows
    ]


def ours(folder: Path, layout: str) -> dict:
    pairs = read_pairs(folder)
    empty = folder / "empty.jsonl"
    empty.write_text("")
    data = {"path": str(empty), "dimension": "safety"}
    recipe = {"batch_pairs": BATCH, "learning_rate": 1e-4, "max_length": MAX_LENGTH, "dtype": "float32"}
    recipe |= {"margin": "none", "checkpoint_seconds": 10**6}
    spec = parse_spec({
        "run_id": "bench",
        "output_dir": tempfile.mkdtemp(dir=folder),  # a new one each time: a finished fit would not begin again
        "base_model": str(folder),
        "seed": 0,
        "train": data,
        "evaluate": [data],
        "recipe": recipe,
    })  # fmt: skip
    model = make_reward_model(str(folder), 0, spec.recipe, torch.device("cpu"), torch.float32)
    assert model.shares
    if layout != "dialogs":
        type(model).layout = property(lambda _: layout)
    stream = io.StringIO()
    began = []

    class Times(Events):
        def emit(self, kind, **fields):
            if kind == "step":
                began.append(time.monotonic())

    curve = train(model, pairs, spec, Times(stream), Stop(), World()).curve
    steps = plan_steps(pairs, BATCH, 1, 0)
    timed = sum(map(len, steps[WARM_STEPS:]))
    return result(timed, began[-1] - began[WARM_STEPS - 1], [point["loss"] for point in curve])


def trl_settings(folder: Path, **more):
    """A RewardConfig of TRL with our optimiser and schedule; nothing is evaluated, saved or sent."""
    from trl import RewardConfig  # noqa: PLC0415

    common = {
        "num_train_epochs": 1,
        "lr_scheduler_type": "cosine_with_min_lr",
        "lr_scheduler_kwargs": {"min_lr_rate": 0.1},
        "warmup_steps": 5,
        "adam_beta1": BETAS[0],
        "adam_beta2": BETAS[1],
        "adam_epsilon": EPSILON,
        "weight_decay": 0.1,
        "max_grad_norm": CLIP,
        "optim": "adamw_torch_fused",
        "max_length": MAX_LENGTH,
        "logging_steps": 1,
        "save_strategy": "no",
        "report_to": [],
        "seed": 0,
        "disable_tqdm": True,
        "dataloader_num_workers": 0,
    }
    return RewardConfig(output_dir=str(folder / "trl"), **common | more)


def theirs(folder: Path, by_length: bool) -> dict:
    """TRL's RewardTrainer at its best settings on a CPU: float32, no gradient checkpointing, fused AdamW.

    by_length: also with batches of similar length, which its settings alone do not reach: the column that they need is
    dropped before the sampler sees it, unless all unused columns are kept.
    """
    from datasets import Dataset  # noqa: PLC0415
    from transformers import AutoModelForSequenceClassification, AutoTokenizer, TrainerCallback  # noqa: PLC0415
    from trl import RewardTrainer  # noqa: PLC0415

    pairs = read_pairs(folder)
    table = Dataset.from_list([
        {"chosen_ids": item.chosen, "rejected_ids": item.rejected, "length": item.longest} for item in pairs
    ])  # fmt: skip
    arguments = trl_settings(
        folder,
        per_device_train_batch_size=BATCH,
        learning_rate=1e-4,
        bf16=False,
        gradient_checkpointing=False,
        use_cpu=True,
        **({"train_sampling_strategy": "group_by_length", "remove_unused_columns": False} if by_length else {}),
    )
    ends: list[float] = []

    class Times(TrainerCallback):
        def on_step_end(self, *_, **__):
            ends.append(time.monotonic())

    trainer = RewardTrainer(
        model=AutoModelForSequenceClassification.from_pretrained(folder, num_labels=1, dtype=torch.float32),
        args=arguments,
        train_dataset=table,
        processing_class=AutoTokenizer.from_pretrained(folder),
        callbacks=[Times()],
    )
    trainer.train()
    losses = [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]
    return result(len(pairs) - WARM_STEPS * BATCH, ends[-1] - ends[WARM_STEPS - 1], losses)


def result(pairs: int, seconds: float, losses: list[float]) -> dict:
    cpu = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "pairs": pairs,
        "seconds": seconds,
        "cpu_seconds": cpu,
        "peak_mb": peak,
        "loss": sum(losses) / len(losses),
        "steps": len(losses),
    }


def main() -> None:
    logging.disable(logging.WARNING)
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["prepare", "ours", "ours-pairs", "ours-plain", "trl", "trl-lengths"])
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--data")
    parser.add_argument("--pairs", type=int, default=256)
    parser.add_argument("--dialogs", action="store_true", help="several pairs a dialog")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    if arguments.what == "prepare":
        prepare(arguments.folder, arguments.data, arguments.pairs, arguments.dialogs)
    elif arguments.what.startswith("trl"):
        print(json.dumps(theirs(arguments.folder, by_length=arguments.what == "trl-lengths")))
    else:
        layout = {"ours": "dialogs", "ours-pairs": "pairs", "ours-plain": "plain"}[arguments.what]
        print(json.dumps(ours(arguments.folder, layout)))


if __name__ == "__main__":
    main()
