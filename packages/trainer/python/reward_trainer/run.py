"""One run from spec to report."""

import dataclasses
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import torch

from .baseline import bag_of_words, length_rule
from .batch import Encoded, encode
from .checkpoint import Progress, remove_checkpoint
from .data import Rows, require_separate, require_some
from .device import pick_device, pick_dtype, token_budget
from .distributed import World, shard
from .evaluate import evaluation
from .events import Events
from .mix import Mixed, mix, read_train_data
from .model import RewardModel, head_of, make_reward_model
from .readers import read_rows
from .report import SCHEMA, final_loss, write_json, write_model
from .scoring import score_pairs
from .spec import Spec
from .stop import Stop
from .train import BETAS, CLIP, EPSILON, train

SECONDS_BETWEEN_EVENTS = 2.0


@dataclass(frozen=True)
class Part:
    """The rows of one file and split, encoded."""

    dimension: str
    rows: Rows
    encoded: Encoded

    @property
    def dropped(self) -> Counter:
        """Reason -> rows, of reading and of encoding."""
        return self.rows.dropped + self.encoded.dropped


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
    fields = {
        "base_model": spec.base_model,
        "parameters": model.parameters,
        "trained_parameters": model.trained_parameters,
        "dtype": recipe.dtype,
        "device": _device_name(device),
        "processes": world.size,
    }
    events.emit("model", **fields)
    shard(model.network, head_of(model.network), world)
    stop.check()

    def part(dimension: str, rows: Rows) -> Part:
        return Part(dimension, rows, encode(rows.pairs, model.tokenizer, recipe.max_length))

    dropped = sum((rows.dropped for rows in sources), Counter())
    training = part(spec.own.dimension, Rows(pairs=mixed.pairs, dropped=dropped))
    tests = [part(data.dimension, rows) for data, rows in zip(spec.evaluate, test_rows, strict=True)]
    parts = [training, *tests]
    events.emit(
        "data",
        train_pairs=len(training.encoded.pairs),
        test_pairs=sum(len(test.encoded.pairs) for test in tests),
        dropped=dict(sum((each.dropped for each in parts), Counter())),
        truncated=sum(each.encoded.truncated for each in parts),
    )
    setup_seconds = time.monotonic() - began
    progress = train(model, training.encoded.pairs, spec, events, stop, world)
    trained = time.monotonic()
    write_model(output, model, world)
    evaluations = _evaluations(model, training, tests, events, stop, world)
    if not world.main:
        return
    seconds = setup_seconds + progress.seconds + time.monotonic() - trained
    write_json(
        output / "report.json",
        {
            "schema": SCHEMA,
            **fields,
            "seconds": seconds,
            "train": _train_section(training, mixed, progress),
            "evaluations": evaluations,
            "curve": progress.curve,
            "recipe": dataclasses.asdict(recipe),
        },
    )
    remove_checkpoint(output)
    events.emit("report")


def _evaluations(
    model: RewardModel, training: Part, tests: list[Part], events: Events, stop: Stop, world: World
) -> list[dict]:
    """Each test set with the model and, on the same pairs, with what was fitted on words and on length."""
    fitted_on = [item.pair for item in training.encoded.pairs]
    test_pairs = [[item.pair for item in test.encoded.pairs] for test in tests]
    words, lengths = bag_of_words(fitted_on, test_pairs), length_rule(fitted_on, test_pairs)
    sections = []
    for test, word, length in zip(tests, words, lengths, strict=True):
        pairs = test.encoded.pairs
        tell = _Progress(events, test.dimension, len(pairs))
        chosen, rejected = score_pairs(model, pairs, stop, world, tell)
        differences = [one - other for one, other in zip(chosen, rejected, strict=True)]
        sections.append({
            **evaluation(test.dimension, pairs, differences),
            "dropped": dict(test.dropped),
            "truncated": test.encoded.truncated,
            "baseline": word,
            "length_baseline": length,
        })  # fmt: skip
    return sections


class _Progress:
    """Tells how far an evaluation is, now and then."""

    def __init__(self, events: Events, dimension: str, total: int):
        self.events, self.dimension, self.total, self.told = events, dimension, total, 0.0

    def __call__(self, done: int) -> None:
        if done == self.total or time.monotonic() - self.told >= SECONDS_BETWEEN_EVENTS:
            self.told = time.monotonic()
            self.events.emit("evaluating", dimension=self.dimension, done=done, total=self.total)


def _train_section(training: Part, mixed: Mixed, progress: Progress) -> dict:
    return {
        "dimension": training.dimension,
        "pairs": len(training.encoded.pairs),
        "mix": mixed.as_dict(),
        "dropped": dict(training.dropped),
        "truncated": training.encoded.truncated,
        "tokens": progress.tokens,
        "places": progress.places,
        "steps": progress.step,
        "final_loss": final_loss(progress.curve),
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
