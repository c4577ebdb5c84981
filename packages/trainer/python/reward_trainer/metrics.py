"""Accuracy and its interval; counts pairs, never batches."""

import math
from collections.abc import Sequence

Z95 = 1.959963984540054


def wins(differences: Sequence[float]) -> float:
    """Pairs whose chosen response scored higher; a tie counts one half."""
    return sum(1.0 if difference > 0 else 0.5 if difference == 0 else 0.0 for difference in differences)


def wilson(successes: float, trials: int) -> list[float]:
    """95 % Wilson score interval of a share. `successes` may be fractional (ties)."""
    share = successes / trials
    centre = share + Z95**2 / (2 * trials)
    spread = Z95 * math.sqrt(share * (1 - share) / trials + Z95**2 / (4 * trials**2))
    scale = 1 + Z95**2 / trials
    return [max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)]


def accuracy(differences: Sequence[float]) -> dict:
    """{pairs, accuracy, ci95} of score differences chosen - rejected; null where there is no pair."""
    if not differences:
        return {"pairs": 0, "accuracy": None, "ci95": None}
    won = wins(differences)
    return {"pairs": len(differences), "accuracy": won / len(differences), "ci95": wilson(won, len(differences))}


def accuracy_by(keys: Sequence[str], differences: Sequence[float], order: Sequence[str]) -> list[tuple[str, dict]]:
    """Accuracy of each group that has pairs, in the given order (Llama 2, Table 8)."""
    groups: dict[str, list[float]] = {}
    for key, difference in zip(keys, differences, strict=True):
        groups.setdefault(key, []).append(difference)
    return [(key, accuracy(groups[key])) for key in order if key in groups]
