"""Fits a Llama of random weights on a GPU with reward_trainer or with TRL's RewardTrainer.

`python bench_gpu.py ours|trl --folder F --shape half-billion|eight-billion` on a folder that `bench_trainer.py prepare`
made; each in a process of its own. Half a billion parameters are trained whole, in float32 with bfloat16 products; of
eight billion, in bfloat16, a LoRA of rank 16. The first of two epochs warms up, the second is timed. Prints
{"pairs_per_second", "mfu", "busy", "peak_gb", "loss", ...}.

The floating-point operations of a dialog, forward and backward, are counted at two lengths: linear in the length but
for attention, which is quadratic. `mfu` has those of the dialogs, each by itself and unpadded, the same for both sides;
`busy` those of the rows that were computed, so that sharing and padding show. Both are shares of what a large product
reaches on this GPU.
"""

import argparse
import io
import json
import logging
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "python"))

import torch
from reward_trainer.adapter import add_adapter
from reward_trainer.batch import EncodedPair, plan_steps
from reward_trainer.compiled import compile_layers
from reward_trainer.device import pick_device, pick_dtype, token_budget
from reward_trainer.distributed import World
from reward_trainer.doctor_speed import matmul_rate
from reward_trainer.events import Events
from reward_trainer.flex import use_flex
from reward_trainer.model import RewardModel, can_share, head_of, in_float32
from reward_trainer.random_model import HALF_BILLION, SMALL
from reward_trainer.recipe import Adapter
from reward_trainer.recompute import recompute_layers
from reward_trainer.spec import parse_spec
from reward_trainer.stop import Stop
from reward_trainer.train import train
from torch.utils.flop_counter import FlopCounterMode
from transformers import AutoModelForSequenceClassification, AutoTokenizer, LlamaConfig, PreTrainedModel

from bench_trainer import MAX_LENGTH, read_pairs, trl_settings

BATCH = 64
RATE = 1e-5
# Llama 3's 8 B.
EIGHT_BILLION = {"hidden_size": 4096, "intermediate_size": 14336, "num_hidden_layers": 32, "num_attention_heads": 32}
EIGHT_BILLION |= {"num_key_value_heads": 8, "vocab_size": 128256}
# name -> (shape, optimiser steps of an epoch, whether an adapter is trained)
SHAPES = {
    "small": (SMALL, 2, False),
    "half-billion": (HALF_BILLION, 12, False),
    "eight-billion": (EIGHT_BILLION, 4, True),
}
DEVICE = pick_device()
DTYPE = pick_dtype("auto" if DEVICE.type == "cuda" else "float32", DEVICE)
HALF = torch.bfloat16 == DTYPE


def network_of(shape: dict, adapter: bool, pad: int) -> PreTrainedModel:
    stored = DTYPE if adapter else torch.float32
    config = LlamaConfig(
        **{"vocab_size": 32000} | shape, max_position_embeddings=4096, pad_token_id=pad, num_labels=1, use_cache=False
    )
    torch.manual_seed(0)
    with DEVICE:
        return AutoModelForSequenceClassification.from_config(config, dtype=stored)


def ours(network: PreTrainedModel, pairs: list[EncodedPair], options: argparse.Namespace, adapter: bool) -> dict:
    network.eval()
    in_float32(head_of(network))
    if adapter:
        add_adapter(network, head_of(network), Adapter("lora", 16, 32.0))
    tokenizer = AutoTokenizer.from_pretrained(options.folder)
    model = RewardModel(network.to(DEVICE), tokenizer, DEVICE, DTYPE)
    model.shares = can_share(model)
    operations = counted(model)
    if options.compile:
        compile_layers(network)
    if options.checkpointing:
        recompute_layers(network)
    use_flex(model, training=True)
    empty = options.folder / "empty.jsonl"
    empty.write_text("")
    data = {"path": str(empty), "dimension": "safety"}
    recipe = {"batch_pairs": BATCH, "learning_rate": RATE, "max_length": MAX_LENGTH, "margin": "none", "epochs": 2}
    spec = parse_spec({
        "run_id": "bench", "output_dir": tempfile.mkdtemp(dir=options.folder), "base_model": "none", "seed": 0,
        "train": data, "evaluate": [data], "recipe": recipe | {"checkpoint_seconds": 10**6},
    })  # fmt: skip
    clock = Clock(len(pairs) // BATCH)

    class Times(Events):
        def emit(self, kind, **_):
            if kind == "step":
                clock.tick()

    curve = train(model, pairs, spec, Times(io.StringIO()), Stop(), World()).curve
    steps = plan_steps(pairs, BATCH, 2, 0)[len(pairs) // BATCH :]
    groups = [group for step in steps for group in model.micro_batches([pairs[i] for i in step], token_budget(DEVICE))]
    rows = [[len(row) for unit in group for row in unit.rows] for group in groups]
    computed = [length if model.flex else max(group) for group in rows for length in group]
    return clock.result(pairs, computed, operations, [point["loss"] for point in curve]) | {"flex": model.flex}


def theirs(network: PreTrainedModel, pairs: list[EncodedPair], options: argparse.Namespace, adapter: bool) -> dict:
    """With batches of similar length, which TRL's own settings do not reach (bench_trainer.py)."""
    from datasets import Dataset  # noqa: PLC0415
    from peft import LoraConfig  # noqa: PLC0415
    from transformers import TrainerCallback  # noqa: PLC0415
    from trl import RewardTrainer  # noqa: PLC0415

    columns = ({"chosen_ids": each.chosen, "rejected_ids": each.rejected, "length": each.longest} for each in pairs)
    arguments = trl_settings(
        options.folder,
        num_train_epochs=2,
        per_device_train_batch_size=options.at_once,
        gradient_accumulation_steps=BATCH // options.at_once,
        learning_rate=RATE,
        bf16=HALF,
        gradient_checkpointing=options.checkpointing,
        torch_compile=options.compile,
        train_sampling_strategy="group_by_length",
        remove_unused_columns=False,
    )
    clock = Clock(len(pairs) // BATCH)

    class Times(TrainerCallback):
        def on_step_end(self, *_, **__):
            clock.tick()

    lora = LoraConfig(
        task_type="SEQ_CLS", r=16, lora_alpha=32, target_modules="all-linear", modules_to_save=["score"]
    )  # fmt: skip
    trainer = RewardTrainer(
        model=network,
        args=arguments,
        train_dataset=Dataset.from_list(list(columns)),
        processing_class=AutoTokenizer.from_pretrained(options.folder),
        peft_config=lora if adapter else None,
        callbacks=[Times()],
    )
    batches: list[torch.Size] = []
    collate = trainer.data_collator

    def noted(examples):
        batch = collate(examples)
        batches.append(batch["input_ids"].shape)
        return batch

    trainer.data_collator = noted
    model = RewardModel(network, trainer.processing_class, DEVICE, DTYPE)
    operations = counted(model)
    trainer.train()
    losses = [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]
    computed = [width for rows, width in batches[len(batches) // 2 :] for _ in range(rows)]
    return clock.result(pairs, computed, operations, losses)


def counted(model: RewardModel) -> Callable[[int], float]:
    """Floating-point operations of a row by its length, forward and backward, of the model as it is trained."""
    found = []
    for length in (256, 512):
        ids = torch.ones(1, length, dtype=torch.long, device=model.device)
        with (
            FlopCounterMode(display=False) as counter,
            torch.autocast(DEVICE.type, torch.bfloat16, enabled=HALF),
        ):
            model.network.base_model(input_ids=ids, use_cache=False).last_hidden_state.float().sum().backward()
        found.append(counter.get_total_flops())
        model.network.zero_grad(set_to_none=True)
    quadratic = (found[1] - 2 * found[0]) / (512**2 - 2 * 256**2)
    linear = found[0] / 256 - quadratic * 256
    return lambda length: linear * length + quadratic * length**2


class Clock:
    """When each step ended, and the memory that those of the second epoch took."""

    def __init__(self, steps: int):
        self.steps, self.ends = steps, []

    def tick(self) -> None:
        if DEVICE.type == "cuda":
            torch.cuda.synchronize()
            if len(self.ends) < self.steps:
                torch.cuda.reset_peak_memory_stats()
        self.ends.append(time.monotonic())

    def result(
        self, pairs: list[EncodedPair], computed: Sequence[int], operations: Callable, losses: list[float]
    ) -> dict:
        seconds = self.ends[-1] - self.ends[self.steps - 1]
        best = matmul_rate(DEVICE, DTYPE)
        return {
            "pairs_per_second": len(pairs) / seconds,
            "mfu": sum(operations(len(ids)) for each in pairs for ids in (each.chosen, each.rejected)) / seconds / best,
            "busy": sum(map(operations, computed)) / seconds / best,
            "peak_gb": torch.cuda.max_memory_allocated() / 1e9 if DEVICE.type == "cuda" else None,
            "product_tflops": best / 1e12,
            "places": sum(computed),
            "tokens": sum(item.tokens for item in pairs),
            "loss": sum(losses) / len(losses),
        }


def main() -> None:
    logging.disable(logging.WARNING)
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["ours", "trl"])
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--shape", choices=list(SHAPES), required=True)
    parser.add_argument("--checkpointing", action="store_true", help="compute activations again for the gradient")
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--at-once", type=int, default=16, help="TRL: pairs of a micro-batch")
    options = parser.parse_args()
    shape, steps, adapter = SHAPES[options.shape]
    pairs = read_pairs(options.folder)
    pairs = (pairs * (steps * BATCH // len(pairs) + 1))[: steps * BATCH]
    pad = AutoTokenizer.from_pretrained(options.folder).pad_token_id
    fit = ours if options.what == "ours" else theirs
    print(json.dumps(fit(network_of(shape, adapter, pad), pairs, options, adapter)))


if __name__ == "__main__":
    main()
