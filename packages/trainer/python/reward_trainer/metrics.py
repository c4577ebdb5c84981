"""Accuracy and its intervals; counts pairs, never batches."""

from collections.abc import Hashable, Iterable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Z95 = 1.959963984540054
DRAWS = 2000  # of the bootstrap
MIN_DIALOGS = 10  # below it a bootstrap by dialog is far too narrow, so none is given


def outcomes(differences: ArrayLike) -> NDArray[np.float64]:
    """[pairs] of 1 where the chosen response scored higher, 0 where lower, one half for a tie."""
    return 0.5 + 0.5 * np.sign(np.asarray(differences, dtype=np.float64))


def wins(differences: ArrayLike) -> float:
    """Pairs whose chosen response scored higher; a tie counts one half."""
    return float(outcomes(differences).sum())


def wilson(successes: float, trials: int) -> list[float]:
    """95 % Wilson score interval of a share (Wilson 1927). `successes` may be fractional (ties)."""
    share = successes / trials
    centre = share + Z95**2 / (2 * trials)
    spread = Z95 * (share * (1 - share) / trials + Z95**2 / (4 * trials**2)) ** 0.5
    scale = 1 + Z95**2 / trials
    return [max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)]


def accuracy(differences: ArrayLike) -> dict:
    """{pairs, accuracy, ci95} of score differences chosen - rejected; null where there is no pair."""
    pairs = len(np.asarray(differences))
    if not pairs:
        return {"pairs": 0, "accuracy": None, "ci95": None}
    won = wins(differences)
    return {"pairs": pairs, "accuracy": won / pairs, "ci95": wilson(won, pairs)}


def groups(keys: Sequence[Hashable], order: Iterable[Hashable]) -> list[tuple[Hashable, NDArray[np.intp]]]:
    """(key, positions of its members) of each key that occurs, in the given order."""
    members: dict[Hashable, list[int]] = {}
    for position, key in enumerate(keys):
        members.setdefault(key, []).append(position)
    return [(key, np.array(members[key])) for key in order if key in members]


def clustered_accuracy(differences: ArrayLike, dialogs: Sequence[str], seed: int = 0) -> dict:
    """{pairs, accuracy, ci95, ci95_clustered}: `accuracy` with the interval of a bootstrap by dialog beside it."""
    plain = accuracy(differences)
    return {**plain, "ci95_clustered": clustered_interval(outcomes(differences), dialogs, seed)}


def clustered_interval(values: ArrayLike, dialogs: Sequence[str], seed: int = 0) -> list[float] | None:
    """95 % percentile interval of the mean of `values` [pairs] when whole dialogs are drawn with replacement.

    Several pairs of one dialog are not independent; drawing dialogs keeps them together (Efron & Tibshirani 1993,
    chapter 8; Miller 2024, arXiv 2411.00640, section 2.2). None where it would mislead: fewer than MIN_DIALOGS
    dialogs, or no variation between them (all pairs right, all pairs wrong), from which a bootstrap learns no spread.
    """
    _, cluster = np.unique(np.asarray(dialogs, dtype=object).astype(str), return_inverse=True)
    sizes = np.bincount(cluster)
    if len(sizes) < MIN_DIALOGS:
        return None
    totals = np.bincount(cluster, weights=np.asarray(values, dtype=np.float64))
    # Dialogs with the same total and size are exchangeable, so drawing how often each *kind* of dialog occurs has
    # the same distribution as drawing dialogs, with a table of a few kinds instead of one of all dialogs.
    kinds, counts = np.unique(np.column_stack([totals, sizes]), axis=0, return_counts=True)
    means = kinds[:, 0] / kinds[:, 1]
    if np.all(means == means[0]):
        return None
    drawn = np.random.default_rng(seed).multinomial(len(sizes), counts / counts.sum(), size=DRAWS)
    draws = (drawn @ kinds[:, 0]) / (drawn @ kinds[:, 1])
    return [float(bound) for bound in np.quantile(draws, [0.025, 0.975])]
