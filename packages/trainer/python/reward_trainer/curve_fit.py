"""What more comparisons are worth: accuracy fitted on the logarithm of the training pairs (Llama 2, figure 6)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .metrics import DRAWS, MIN_DIALOGS

NEXT = 1000  # comparisons whose worth is told


def worth(pairs: Sequence[int], won: ArrayLike, dialogs: Sequence[str], seed: int = 0) -> dict:
    """{slope_per_doubling, slope_ci95, next_thousand: {pairs, expected_gain, ci95, sentence}}.

    pairs: own training pairs of each point, [points]. won: outcomes of each point on the test pairs that all of them
    scored, [points, test pairs]. dialogs: of each test pair. accuracy = a + slope * log2(pairs) is fitted by least
    squares with the inverse binomial variances as weights. The intervals draw whole dialogs, for all points alike:
    they cover another test set of the kind, not another seed of the fits. None where they would mislead, as in
    metrics.clustered_interval.
    """
    won = np.asarray(won, dtype=np.float64)
    sizes = np.asarray(pairs, dtype=np.float64)
    # Of 0 or all right the variance would be 0: half a pair is added on either side.
    count = won.shape[1]
    share = (won.sum(axis=1) + 0.5) / (count + 1)
    row = _slope_row(np.log2(sizes), count / (share * (1 - share)))
    slope = float(row @ won.mean(axis=1))
    doublings = float(np.log2((sizes.max() + NEXT) / sizes.max()))
    bounds = _bounds(row, won, dialogs, seed)
    gain, gain_ci95 = slope * doublings, bounds and [bound * doublings for bound in bounds]
    return {
        "slope_per_doubling": slope,
        "slope_ci95": bounds,
        "next_thousand": {
            "pairs": NEXT,
            "expected_gain": gain,
            "ci95": gain_ci95,
            "sentence": sentence(int(sizes.max()), gain, gain_ci95),
        },
    }


def _slope_row(x: NDArray, weights: NDArray) -> NDArray:
    """[points]: the weighted least-squares slope of any y is this row times y."""
    centred = x - np.average(x, weights=weights)
    return weights * centred / np.sum(weights * centred**2)


def _bounds(row: NDArray, won: NDArray, dialogs: Sequence[str], seed: int) -> list[float] | None:
    """95 % percentile interval of the slope over draws of dialogs."""
    _, cluster = np.unique(np.asarray(dialogs, dtype=object).astype(str), return_inverse=True)
    sizes = np.bincount(cluster)
    if len(sizes) < MIN_DIALOGS:
        return None
    totals = np.bincount(cluster, weights=row @ won)  # of each dialog, what its pairs add to the slope
    if np.ptp(totals / sizes) < 1e-12:
        return None
    # Dialogs alike in both are exchangeable: drawing kinds is drawing dialogs, in a smaller table.
    kinds, counts = np.unique(np.column_stack([totals.round(12), sizes]), axis=0, return_counts=True)
    drawn = np.random.default_rng(seed).multinomial(len(sizes), counts / counts.sum(), size=DRAWS)
    slopes = (drawn @ kinds[:, 0]) / (drawn @ kinds[:, 1])
    return [float(bound) for bound in np.quantile(slopes, [0.025, 0.975])]


def sentence(pairs: int, gain: float, bounds: Sequence[float] | None) -> str:
    """What the next thousand comparisons are worth, no more sure than the interval."""
    told = f"{NEXT:,} comparisons on top of these {pairs:,}"
    points = f"{100 * gain:+.1f} points".replace("-", "−")
    if bounds is None:
        return (
            f"By the line through these points {told} change the accuracy by {points}, "
            "but the test set is too small, or its pairs too alike, to say how sure that is."
        )
    low, high = (f"{100 * bound:+.1f}".replace("-", "−") for bound in bounds)
    if bounds[0] > 0:
        return f"If the line goes on, {told} are worth {points} of accuracy (95 % interval {low} to {high})."
    if bounds[1] < 0:
        return (
            f"Accuracy falls as data grows ({points} for {told}, 95 % interval {low} to {high}): "
            "look at the data before collecting more."
        )
    return (
        f"Whether {told} would help cannot be told from these fits: {points}, "
        f"with a 95 % interval ({low} to {high}) that includes no gain."
    )
