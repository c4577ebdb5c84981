"""How the scores lie: histograms by strength, and beside human ratings (Llama 2, figures 27 and 29)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit
from scipy.stats import spearmanr

from .data import STRENGTHS, Pair
from .metrics import groups

HISTOGRAM_BINS = 40


def histograms(pairs: Sequence[Pair], chosen: ArrayLike, rejected: ArrayLike) -> dict | None:
    """{difference: {edges, by_strength: [{strength, counts}]}, score: {edges, chosen, rejected}}; None without pairs.

    `edges` are the HISTOGRAM_BINS + 1 borders that all counts of a part share; they span all values, and where these
    lie on both sides of 0, a border is 0, so that no bin mixes agreement with disagreement. A value on an inner
    border belongs to the bin on its right.
    """
    if not pairs:
        return None
    chosen, rejected = np.asarray(chosen, dtype=np.float64), np.asarray(rejected, dtype=np.float64)
    difference = chosen - rejected
    edges = _edges(difference)
    score_edges = _edges(np.concatenate([chosen, rejected]))
    by_strength = groups([pair.strength for pair in pairs], STRENGTHS)
    return {
        "difference": {
            "edges": edges.tolist(),
            "by_strength": [
                {"strength": strength, "counts": np.histogram(difference[rows], edges)[0].tolist()}
                for strength, rows in by_strength
            ],
        },
        "score": {
            "edges": score_edges.tolist(),
            "chosen": np.histogram(chosen, score_edges)[0].tolist(),
            "rejected": np.histogram(rejected, score_edges)[0].tolist(),
        },
    }


def _edges(values: NDArray[np.float64]) -> NDArray[np.float64]:
    low, high = values.min(), values.max()
    if not low < 0 < high:
        return np.histogram_bin_edges(values, HISTOGRAM_BINS)
    width = (high - low) / (HISTOGRAM_BINS - 1)  # one bin to spare: the first border moves down to a multiple of it
    edges = width * (np.floor(low / width) + np.arange(HISTOGRAM_BINS + 1))
    edges[0], edges[-1] = min(edges[0], low), max(edges[-1], high)  # rounding must not lose an outermost value
    return edges


def ratings_section(pairs: Sequence[Pair], chosen: ArrayLike, rejected: ArrayLike) -> dict | None:
    """{responses, by_rating: [{rating, responses, mean, sd}], spearman}; None where no pair has human ratings.

    mean and sd (divisor n) are of sigmoid(score); a rating, a median of several judges, is rounded to the nearest
    whole one, halves upward, for the table only. spearman is the rank correlation of rating and score, null where
    one of them does not vary.
    """
    rows = [row for row, pair in enumerate(pairs) if pair.ratings is not None]
    if not rows:
        return None
    scores = np.stack([np.asarray(part, dtype=np.float64)[rows] for part in (chosen, rejected)], axis=1).ravel()
    ratings = np.array([pairs[row].ratings for row in rows], dtype=np.float64).ravel()
    rounded = np.floor(ratings + 0.5).astype(int).tolist()
    varies = np.ptp(scores) > 0 and np.ptp(ratings) > 0
    shares = expit(scores)
    return {
        "responses": len(scores),
        "by_rating": [
            {
                "rating": rating,
                "responses": len(members),
                "mean": float(shares[members].mean()),
                "sd": float(shares[members].std()),
            }
            for rating, members in groups(rounded, range(min(rounded), max(rounded) + 1))
        ],
        "spearman": float(spearmanr(ratings, scores).statistic) if varies else None,
    }
