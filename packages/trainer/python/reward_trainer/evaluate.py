"""Evaluates a fitted model on every test set and writes what was found beside it."""

import json
import math
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .baseline import fitted_controls
from .batch import Encoded, EncodedPair
from .data import Rows
from .distributed import World
from .errors import BadInputError
from .evaluate_set import calibration_file, evaluate_set, fit_calibration
from .events import Events
from .model import RewardModel
from .report import write_json
from .score_files import scores_path, write_scores
from .scoring import score_pairs
from .spec import Spec
from .stop import Stop

SECONDS_BETWEEN_EVENTS = 2.0
UNTRAINED = "untrained.json"  # {fingerprint, differences}


@dataclass(frozen=True)
class Part:
    """The rows of one file and split, encoded."""

    dimension: str
    rows: Rows
    encoded: Encoded
    name: str | None = None

    @property
    def dropped(self) -> Counter:
        """Reason -> rows, of reading and of encoding."""
        return self.rows.dropped + self.encoded.dropped


@dataclass
class Judge:
    """Scores pairs in every process and tells how far it is."""

    model: RewardModel
    events: Events
    stop: Stop
    world: World

    def differences(self, pairs: Sequence[EncodedPair], dimension: str) -> list[float]:
        """r_chosen - r_rejected of each pair."""
        chosen, rejected = self.scores(pairs, dimension)
        return [one - other for one, other in zip(chosen, rejected, strict=True)]

    def scores(self, pairs: Sequence[EncodedPair], dimension: str) -> tuple[list[float], list[float]]:
        """(chosen, rejected) of each pair."""
        told = 0.0

        def tell(done: int) -> None:
            nonlocal told
            if done == len(pairs) or time.monotonic() - told >= SECONDS_BETWEEN_EVENTS:
                told = time.monotonic()
                self.events.emit("evaluating", dimension=dimension, done=done, total=len(pairs))

        return score_pairs(self.model, pairs, self.stop, self.world, tell)


def untrained_differences(judge: Judge, spec: Spec, test: Part) -> list[float]:
    """r_chosen - r_rejected of each pair of a test set before the first step, by whatever model `judge` has now.

    They are kept beside the checkpoint: a run that goes on reads them, and a large test set is scored once. Raises
    BadInputError when one is not a number.
    """
    path, fingerprint = Path(spec.output_dir) / UNTRAINED, spec.fingerprint()
    found = None
    with suppress(OSError, ValueError):
        found = json.loads(path.read_text(encoding="utf-8"))
    if not judge.world.any(found is None or found["fingerprint"] != fingerprint):
        return found["differences"]
    differences = judge.differences(test.encoded.pairs, test.dimension)
    if not all(map(math.isfinite, differences)):
        raise BadInputError("the base model gives scores that are not numbers; set recipe.dtype to float32")
    if judge.world.main:
        write_json(path, {"fingerprint": fingerprint, "differences": differences})
    return differences


def evaluate(
    judge: Judge,
    spec: Spec,
    trained: Sequence[EncodedPair],
    held: Sequence[EncodedPair],
    tests: Sequence[Part],
    untrained: Sequence[float],
) -> list[dict]:
    """The `evaluations` of report.json (report.py), the run's own first. Writes scores-<n>.jsonl and calibration.json.

    trained, held: the training pairs and those held out of them for calibration. untrained: the differences of the
    model before its first step on the first test set.
    """
    output, own = Path(spec.output_dir), spec.own.dimension
    with_safety_loss = spec.recipe.safety_weight > 0
    fitted_on = [item.pair for item in trained]
    controls = fitted_controls(fitted_on, [[item.pair for item in test.encoded.pairs] for test in tests])
    judged = [item for item in held if item.pair.kind == "judged"]  # nobody said how an edit compares
    calibration = fit_calibration([item.pair for item in judged], *judge.scores(judged, own), with_safety_loss)
    sections = []
    for index, test in enumerate(tests):
        pairs = [item.pair for item in test.encoded.pairs]
        chosen, rejected = judge.scores(test.encoded.pairs, test.dimension)
        section = evaluate_set(
            pairs,
            chosen,
            rejected,
            dimension=test.dimension,
            model_dimension=own,
            controls=controls[index] | ({"untrained_start": untrained} if index == 0 else {}),
            calibration=calibration,
            with_safety_loss=with_safety_loss,
            seed=spec.seed,
        )
        name = {} if test.name is None else {"name": test.name}
        sections.append({**section, **name, "dropped": dict(test.dropped), "truncated": test.encoded.truncated})
        if judge.world.main:
            write_scores(scores_path(output, index), pairs, chosen, rejected)
    if judge.world.main:
        write_json(output / "calibration.json", calibration_file(calibration, sections[0]))
    return sections
