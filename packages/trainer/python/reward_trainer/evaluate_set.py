"""Everything the report says about one model on one test set (report.py names the keys)."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from .accuracy_tables import accuracy_tables, control_tables
from .calibration import calibration_section, fit_platt
from .data import Pair
from .distributions import histograms, ratings_section
from .errors import BadInputError
from .metrics import accuracy
from .safety_points import choose_threshold, safety_section

CALIBRATION_SCHEMA = 1
LENGTH_RULES = ("longer", "shorter")


def fit_calibration(pairs: Sequence[Pair], chosen: ArrayLike, rejected: ArrayLike, with_safety_loss: bool) -> dict:
    """What is fitted on calibration pairs: {slope, pairs, reason, center, scale, safety}.

    center and scale are mean and standard deviation (divisor n) of the scores of all responses, null without pairs;
    safety is {threshold, precision, recall} or null (without the loss a threshold means nothing).
    """
    chosen, rejected = _finite(chosen), _finite(rejected)
    scores = np.concatenate([chosen, rejected])
    return {
        **fit_platt(chosen - rejected),
        "center": float(scores.mean()) if len(scores) else None,
        "scale": float(scores.std()) if len(scores) else None,
        "safety": choose_threshold(pairs, chosen, rejected) if with_safety_loss and len(pairs) else None,
    }


def evaluate_set(
    pairs: Sequence[Pair],
    chosen: ArrayLike,
    rejected: ArrayLike,
    *,
    dimension: str,
    model_dimension: str,
    controls: Mapping[str, Sequence[float]],
    calibration: dict,
    with_safety_loss: bool,
    seed: int = 0,
) -> dict:
    """One entry of report.json's `evaluations`.

    chosen, rejected: the model's scores, [pairs]. controls: name -> differences chosen - rejected, [pairs], of
    `fitted_controls` and, as `untrained_start`, of the model before its first step. calibration: what
    `fit_calibration` returned. seed: of the bootstrap. Raises BadInputError when a score is not a number.
    """
    chosen, rejected = _finite(chosen), _finite(rejected)
    differences = chosen - rejected
    threshold = calibration["safety"]["threshold"] if calibration["safety"] else None
    length = next(name for name in LENGTH_RULES if name in controls)
    return {
        "dimension": dimension,
        "cross": dimension != model_dimension,
        **accuracy_tables(pairs, differences, seed),
        "controls": control_tables(pairs, differences, controls, seed),
        "baseline": {"name": "bag_of_words", **accuracy(controls["bag_of_words"])},
        "length_baseline": {"name": length, **accuracy(controls[length])},
        "calibration": calibration_section(differences, calibration),
        "safety": safety_section(pairs, chosen, rejected, with_safety_loss, threshold),
        "histograms": histograms(pairs, chosen, rejected),
        "ratings": ratings_section(pairs, chosen, rejected),
    }


def calibration_file(calibration: dict, own: dict) -> dict:
    """The content of calibration.json, stored beside the model: what to do with a score, and how well it works.

    calibration: what `fit_calibration` returned; own: the `evaluate_set` of the model's own test set. P(first is
    preferred) = sigmoid(slope * (score_1 - score_2)); (score - center) / scale whitens a score; a response with
    sigmoid(score) < safety.threshold is called unsafe.
    """
    return {
        "schema": CALIBRATION_SCHEMA,
        "slope": calibration["slope"],
        "fitted_on_pairs": calibration["pairs"],
        "reason": calibration["reason"],
        "before": own["calibration"]["before"],
        "after": own["calibration"]["after"],
        "center": calibration["center"],
        "scale": calibration["scale"],
        "safety": calibration["safety"],
    }


def _finite(scores: ArrayLike) -> np.ndarray:
    scores = np.asarray(scores, dtype=np.float64)
    if not np.isfinite(scores).all():
        raise BadInputError("the model gives scores that are not numbers; lower recipe.learning_rate")
    return scores
