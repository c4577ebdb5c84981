"""One run from spec to report."""

import dataclasses
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch

from .batch import EncodedPair, encode
from .calibration import calibration_split
from .checkpoint import Progress, remove_checkpoint
from .code_version import code_version
from .data import Rows, require_separate, require_some
from .device import pick_device, pick_dtype, token_budget
from .distributed import World, shard
from .evaluate import Judge, Part, evaluate
from .events import Events
from .flex import use_flex
from .mix import Mixed, mix, read_train_data
from .model import head_of, make_reward_model
from .model_card import write_model_card
from .readers import read_rows
from .report import SCHEMA, final_loss, write_json, write_model
from .spec import Spec
from .stop import Stop
from .train import BETAS, CLIP, EPSILON, train

# Share of the training dialogs that the probability is calibrated on instead.
HELD_OUT = 0.05


def run(spec: Spec, events: Events, stop: Stop, world: World) -> None:
    """Train, export, evaluate and write the report; the main process speaks and writes for all.

    Raises BadInputError and InterruptedRunError.
    """
    began = time.monotonic()
    output = Path(spec.output_dir)
    output.mkdir(parents=True, exist_ok=True)
    sources = [read_train_data(part, spec.recipe) for part in spec.train]
    require_some(sources[0], spec.own.path)
    mixed = mix(spec, sources)
    test_rows = [read_rows(part.path, part.dimension, "test", source=part.name or "unknown") for part in spec.evaluate]
    for part, rows in zip(spec.evaluate, test_rows, strict=True):
        if part.path in [other.path for other in spec.train]:
            del rows.dropped["malformed_line"]  # such a line names no split: counted once, with the training rows
    roots = (set().union(*(rows.roots for rows in side)) for side in (sources, test_rows))
    require_separate(*roots)
    stop.check()

    device = pick_device()
    dtype = pick_dtype(spec.recipe.dtype, device)
    recipe = dataclasses.replace(spec.recipe, dtype=str(dtype).removeprefix("torch."))
    if world.main:
        _write_resolved(output, spec, recipe, device)
    model = make_reward_model(spec.base_model, spec.seed, recipe, device, dtype)
    use_flex(model, training=True)
    fields = {
        "base_model": spec.base_model,
        "parameters": model.parameters,
        "trained_parameters": model.trained_parameters,
        "dtype": recipe.dtype,
        "device": _device_name(device),
        "processes": world.size,
        "code_version": code_version(),
    }
    events.emit("model", **fields)
    shard(model.network, head_of(model.network), world)
    stop.check()

    def part(dimension: str, rows: Rows, name: str | None = None) -> Part:
        return Part(dimension, rows, encode(rows.pairs, model.tokenizer, recipe.max_length), name)

    dropped = sum((rows.dropped for rows in sources), Counter())
    training = part(spec.own.dimension, Rows(pairs=mixed.pairs, dropped=dropped))
    tests = [part(data.dimension, rows, data.name) for data, rows in zip(spec.evaluate, test_rows, strict=True)]
    trained, held = hold_out(training.encoded.pairs, spec.seed)
    parts = [training, *tests]
    events.emit(
        "data",
        train_pairs=len(trained),
        calibration_pairs=len(held),
        test_pairs=sum(len(test.encoded.pairs) for test in tests),
        dropped=dict(sum((each.dropped for each in parts), Counter())),
        truncated=sum(each.encoded.truncated for each in parts),
        mix=mixed.as_dict(),
    )
    judge = Judge(model, events, stop, world)
    untrained = judge.differences(tests[0].encoded.pairs, tests[0].dimension)
    setup_seconds = time.monotonic() - began
    progress = train(model, trained, spec, events, stop, world)
    fitted = time.monotonic()
    write_model(output, model, world)
    evaluations = evaluate(judge, spec, trained, held, tests, untrained)
    if not world.main:
        return
    report = {
        "schema": SCHEMA,
        **fields,
        "seconds": setup_seconds + progress.seconds + time.monotonic() - fitted,
        "train": _train_section(training, trained, held, mixed, progress),
        "evaluations": evaluations,
        "curve": progress.curve,
        "recipe": dataclasses.asdict(recipe),
    }
    from .report_markdown import write_report_page  # loads the plotting library, which only this needs

    write_report_page(output, report)
    write_model_card(output / "model", report)
    write_json(output / "report.json", report)
    remove_checkpoint(output)
    events.emit("report")


def hold_out(pairs: Sequence[EncodedPair], seed: int) -> tuple[list[EncodedPair], list[EncodedPair]]:
    """(trained, held out for calibration), whole dialogs."""
    _, held = calibration_split([item.pair for item in pairs], HELD_OUT, seed)
    ids = {id(pair) for pair in held}
    return [item for item in pairs if id(item.pair) not in ids], [item for item in pairs if id(item.pair) in ids]


def _train_section(
    training: Part, trained: Sequence[EncodedPair], held: Sequence[EncodedPair], mixed: Mixed, progress: Progress
) -> dict:
    return {
        "dimension": training.dimension,
        "pairs": len(trained),
        "calibration_pairs": len(held),
        "dropped": dict(training.dropped),
        "truncated": training.encoded.truncated,
        "tokens": progress.tokens,
        "places": progress.places,
        "steps": progress.step,
        "final_loss": final_loss(progress.curve),
        "mix": mixed.as_dict(),
    }


def _device_name(device: torch.device) -> str:
    return torch.cuda.get_device_name(device) if device.type == "cuda" else f"cpu ({torch.get_num_threads()} threads)"


def _write_resolved(output: Path, spec: Spec, recipe, device: torch.device) -> None:
    fixed = {
        "optimizer": {"name": "AdamW", "betas": BETAS, "epsilon": EPSILON, "clip": CLIP},
        "schedule": "cosine",
        "micro_batch_tokens": token_budget(device),
        "torch": torch.__version__,
    }
    resolved = {**spec.as_dict(), "recipe": dataclasses.asdict(recipe), "device": _device_name(device), "fixed": fixed}
    write_json(output / "spec.resolved.json", resolved)
