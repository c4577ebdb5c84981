"""One run from spec to report."""

import dataclasses
import time
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path

import torch

from .batch import EncodedPair, encode
from .calibration import calibration_split
from .checkpoint import Progress, remove_checkpoint
from .code_version import code_version
from .data import Rows, require_ids, require_separate, require_some
from .device import pick_device, pick_dtype, token_budget
from .distributed import World, shard
from .errors import BadInputError
from .evaluate import UNTRAINED, Judge, Part, evaluate, untrained_differences
from .events import Events
from .finished import forget_finished, is_finished, mark_finished
from .flex import use_flex
from .load_model import load_reward_model
from .mix import Mixed, mix, read_train_data
from .model import RewardModel, head_of, make_reward_model
from .model_card import write_model_card
from .readers import read_rows
from .recipe import Recipe
from .report import SCHEMA, final_loss, thinned, write_json, write_model
from .spec import Spec
from .stop import Stop
from .train import BETAS, CLIP, EPSILON, train

# Share of the training dialogs that the probability is calibrated on instead.
HELD_OUT = 0.05


def run(spec: Spec, events: Events, stop: Stop, world: World) -> None:
    """Train, export, evaluate and write the report; the main process speaks and writes for all.

    Where the output folder holds all that already, from the same spec and data, nothing is done. Raises BadInputError
    and InterruptedRunError.
    """
    began = time.monotonic()
    output = Path(spec.output_dir)
    output.mkdir(parents=True, exist_ok=True)
    if world.any(is_finished(spec)):
        events.emit("finished")
        return
    if world.main:
        forget_finished(spec)
    sources, mixed, test_rows = _read(spec)
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
    if not training.encoded.pairs:
        raise BadInputError(f"no training pair fits into recipe.max_length {recipe.max_length}; raise it")
    own = {id(pair) for pair in mixed.pairs[: mixed.own]}
    trained, held = hold_out(training.encoded.pairs, own, spec.seed)
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
    untrained = untrained_differences(judge, spec, tests[0])
    setup_seconds = time.monotonic() - began
    progress = train(model, trained, spec, events, stop, world)
    fitted = time.monotonic()
    write_model(output, model, world)
    if recipe.adapter:
        judge = Judge(_merged(output, recipe, device, world), events, stop, world)
    evaluations = evaluate(judge, spec, trained, held, tests, untrained)
    if not world.main:
        return
    report = {
        "schema": SCHEMA,
        **fields,
        "seconds": setup_seconds + progress.seconds + time.monotonic() - fitted,
        "train": _train_section(training, trained, held, own, mixed, progress),
        "evaluations": evaluations,
        "curve": thinned(progress.curve),
        "recipe": dataclasses.asdict(recipe),
    }
    from .report_markdown import write_report_page  # loads the plotting library, which only this needs

    write_report_page(output, report)
    write_model_card(output / "model", report)
    write_json(output / "report.json", report)
    mark_finished(spec)
    remove_checkpoint(output)
    (output / UNTRAINED).unlink(missing_ok=True)
    events.emit("report")


def _read(spec: Spec) -> tuple[list[Rows], Mixed, list[Rows]]:
    """(each part of spec.train, their mix, each part of spec.evaluate). Raises BadInputError."""
    sources = [read_train_data(part, spec.recipe) for part in spec.train]
    require_some(sources[0], spec.own.path)
    tests = [read_rows(part.path, part.dimension, "test", source=part.name or "unknown") for part in spec.evaluate]
    for part, rows in zip(spec.evaluate, tests, strict=True):
        require_ids(rows, part.path)
        if part.path in [other.path for other in spec.train]:
            rows.dropped -= rows.of_any_split  # counted once, with the training rows
    roots = (set().union(*(rows.roots for rows in side)) for side in (sources, tests))
    require_separate(*roots)
    return sources, mix(spec, sources), tests


def _merged(output: Path, recipe: Recipe, device: torch.device, world: World) -> RewardModel:
    """The model that was written: an adapter's updates were rounded into its weights, and 4 bits left behind."""
    world.wait()
    model = load_reward_model(str(output / "model"), recipe.dtype, device)
    shard(model.network, head_of(model.network), world)
    return model


def hold_out(
    pairs: Sequence[EncodedPair], own: Collection[int], seed: int
) -> tuple[list[EncodedPair], list[EncodedPair]]:
    """(trained, held out for calibration): whole dialogs of the run's own pairs, whose id() is in `own`.

    Those of other sources are all trained on: a probability is told of what the model measures.
    """
    _, held = calibration_split([item.pair for item in pairs if id(item.pair) in own], HELD_OUT, seed)
    ids = {id(pair) for pair in held}
    return [item for item in pairs if id(item.pair) not in ids], [item for item in pairs if id(item.pair) in ids]


def _train_section(
    training: Part,
    trained: Sequence[EncodedPair],
    held: Sequence[EncodedPair],
    own: Collection[int],
    mixed: Mixed,
    progress: Progress,
) -> dict:
    return {
        "dimension": training.dimension,
        "pairs": len(trained),
        "calibration_pairs": len(held),
        "own_pairs": sum(id(item.pair) in own for item in [*trained, *held]),
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
