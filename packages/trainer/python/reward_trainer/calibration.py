"""Whether the model's probability can be believed: p(chosen > rejected) = sigmoid(r_chosen - r_rejected), no margin.

A model trained with a margin aims at logit(p) + m, so it is over-confident by construction; Platt scaling on pairs
that were neither trained on nor tested on mends the scale and leaves every ranking as it is.
"""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit

from .accuracy_tables import dialog_of
from .data import Pair
from .metrics import outcomes, wilson

BINS = 10
MIN_PAIRS = 50  # fewer say too little about one slope
_SLOPE_BOUNDS = (0.01, 100.0)  # for differences of root mean square 1


def calibration_split(pairs: Sequence[Pair], share: float = 0.1, seed: int = 0) -> tuple[list[Pair], list[Pair]]:
    """(train, calibration): whole dialogs, about `share` of them, leave the training rows for calibration.

    A dialog's side follows from the seed and its root alone, never from the order or the number of rows. Where fewer
    than MIN_PAIRS would leave, none does: too few to fit a slope on are better trained on.
    """
    held_out = [_share_of(dialog_of(pair), seed) < share for pair in pairs]
    if sum(held_out) < MIN_PAIRS:
        return list(pairs), []
    train = [pair for pair, held in zip(pairs, held_out, strict=True) if not held]
    return train, [pair for pair, held in zip(pairs, held_out, strict=True) if held]


def _share_of(dialog: str, seed: int) -> float:
    digest = hashlib.sha256(f"calibration:{seed}:{dialog}".encode()).digest()
    return int.from_bytes(digest[:8]) / 2**64


def fit_platt(differences: ArrayLike) -> dict:
    """Fit p = sigmoid(slope * difference) on held-out differences chosen - rejected, [pairs]: {slope, pairs, reason}.

    There is no intercept: each pair may be written in both orders, p(d) and p(-d) must add up to 1, and that only
    an intercept of 0 does. Newton on the mean negative log-likelihood, which is convex in the slope, held inside a
    bracket (Platt 1999; Lin, Lin & Weng 2007). The slope is bounded: when every pair is ranked right the best one is
    infinite, when most are ranked wrong it is negative, and neither would be a probability to trust; `reason` says
    so. With fewer than MIN_PAIRS pairs, or differences that are all 0, `slope` is None and `reason` says why.
    """
    values = np.asarray(differences, dtype=np.float64)
    if len(values) < MIN_PAIRS:
        reason = f"Platt scaling needs at least {MIN_PAIRS} held-out pairs; {len(values)} could be held out"
        return {"slope": None, "pairs": len(values), "reason": reason}
    size = float(np.sqrt(np.mean(values**2)))
    if size == 0:
        return {"slope": None, "pairs": len(values), "reason": "every held-out pair is a tie"}
    slope = _newton(values / size)
    reason = None
    if slope in _SLOPE_BOUNDS:
        why = "ranked wrong more often than right" if slope == _SLOPE_BOUNDS[0] else "all ranked right"
        reason = f"the slope is at its bound: the held-out pairs were {why}"
    return {"slope": slope / size, "pairs": len(values), "reason": reason}


def _newton(values: NDArray[np.float64]) -> float:
    low, high = _SLOPE_BOUNDS

    def gradient(slope: float) -> float:
        return float(-np.mean(values * expit(-slope * values)))

    if gradient(low) >= 0:
        return low
    if gradient(high) <= 0:
        return high
    slope = 1.0
    for _ in range(200):
        found = gradient(slope)
        low, high = (slope, high) if found < 0 else (low, slope)
        curvature = float(np.mean(values**2 * expit(slope * values) * expit(-slope * values)))
        step = slope - found / curvature if curvature > 0 else -1.0
        fresh = step if low < step < high else (low + high) / 2
        if abs(fresh - slope) <= 1e-12 * slope:
            break
        slope = fresh
    return slope


def calibration_measures(differences: ArrayLike, slope: float = 1.0) -> dict | None:
    """{pairs, ece, ece_floor, nll, brier} of p = sigmoid(slope * difference); None where there is no pair.

    ece: mean of |accuracy - confidence| over BINS bins of equal mass, confidence max(p, 1 - p) (Guo et al. 2017,
    folded because chosen always comes first here). ece_floor: about what a perfectly calibrated model would show
    with as many pairs, from the noise of each bin alone; an ece near it says nothing against the model.
    nll: mean of -log p in nats, log 2 for a coin. brier: mean of (1 - p)^2, 0.25 for a coin.
    """
    logits = slope * np.asarray(differences, dtype=np.float64)
    if not len(logits):
        return None
    bins = reliability_bins(differences, slope)
    counts, confidences, accuracies = (np.array([b[key] for b in bins]) for key in ("count", "confidence", "accuracy"))
    shares = counts / len(logits)
    # The mean absolute deviation of a nearly normal share is sqrt(2 / pi) of its standard deviation.
    noise = np.sqrt(2 / np.pi * confidences * (1 - confidences) / counts)
    return {
        "pairs": len(logits),
        "ece": float(shares @ np.abs(accuracies - confidences)),
        "ece_floor": float(shares @ noise),
        "nll": float(np.mean(np.maximum(-logits, 0) + np.log1p(np.exp(-np.abs(logits))))),
        "brier": float(np.mean(expit(-logits) ** 2)),
    }


def reliability_bins(differences: ArrayLike, slope: float = 1.0) -> list[dict]:
    """[{count, confidence, accuracy, ci95}] of at most BINS bins of equal mass, by rising confidence.

    confidence and accuracy are means over the bin, a tie counts one half; the interval is Wilson's. Where the pairs
    do not divide evenly the first bins hold one more.
    """
    logits = np.abs(slope * np.asarray(differences, dtype=np.float64))
    order = np.argsort(logits, kind="stable")
    won, confidence = outcomes(differences)[order], expit(logits[order])
    rows = []
    for members in np.array_split(np.arange(len(order)), min(BINS, len(order)) or 1):
        if len(members):
            right = float(won[members].sum())
            rows.append({
                "count": len(members),
                "confidence": float(confidence[members].mean()),
                "accuracy": right / len(members),
                "ci95": wilson(right, len(members)),
            })  # fmt: skip
    return rows


def calibration_section(differences: ArrayLike, fitted: dict) -> dict:
    """{slope, fitted_on_pairs, reason, before, after, bins_before, bins_after} of one test set.

    `fitted` is what `fit_platt` returned for held-out pairs; `after` and `bins_after` are None without a slope.
    """
    slope = fitted["slope"]
    return {
        "slope": slope,
        "fitted_on_pairs": fitted["pairs"],
        "reason": fitted["reason"],
        "before": calibration_measures(differences),
        "after": None if slope is None else calibration_measures(differences, slope),
        "bins_before": reliability_bins(differences),
        "bins_after": None if slope is None else reliability_bins(differences, slope),
    }
