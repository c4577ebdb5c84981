"""Two models on the same pairs: is one better, and would so few pairs have shown it?"""

import math
from collections.abc import Mapping, Sequence
from statistics import mean, stdev

import numpy as np
from scipy.stats import binomtest, chi2

from .errors import BadInputError
from .metrics import clustered_interval, outcomes
from .score_files import Scores

EXACT_BELOW = 25  # discordant pairs below which the exact test is used
POWER = 0.8
_Z_TWO_SIDED, _Z_POWER = 1.959963984540054, 0.8416212335729143  # of 5 % and of 80 %


def mcnemar(only_a: int, only_b: int) -> dict:
    """{test, statistic, p} for pairs that only model a, and only model b, ranks right (McNemar 1947).

    Below EXACT_BELOW such pairs the exact two-sided binomial test (statistic null), else chi-square with one degree
    of freedom and the continuity correction of Edwards 1948. p is 1 where there is no such pair.
    """
    discordant = only_a + only_b
    if discordant < EXACT_BELOW:
        p = binomtest(only_a, discordant, 0.5).pvalue if discordant else 1.0
        return {"test": "exact", "statistic": None, "p": float(p)}
    # Where both counts agree the correction would turn a difference of 0 into one of 1.
    statistic = max(0, abs(only_a - only_b) - 1) ** 2 / discordant
    return {"test": "chi_square_corrected", "statistic": statistic, "p": float(chi2.sf(statistic, 1))}


def needed_pairs(discordant: float, difference: float) -> int | None:
    """Pairs that show a true accuracy `difference` at 5 % two-sided with 80 % power; None for a difference of 0.

    `discordant` is the share of pairs that only one model ranks right. n = (z_alpha sqrt(d) + z_beta sqrt(d -
    difference^2))^2 / difference^2 (Connor 1987, Biometrics 43:207). It takes pairs as independent: with several
    pairs a dialog more are needed.
    """
    if difference == 0:
        return None
    spread = _Z_TWO_SIDED * math.sqrt(discordant) + _Z_POWER * math.sqrt(max(0.0, discordant - difference**2))
    return math.ceil(spread**2 / difference**2)


def compare_scores(a: Mapping[str, Scores], b: Mapping[str, Scores], seed: int = 0) -> dict:
    """Compare two models on the pairs that both scored (by id).

    Returns {pairs, only_scored_by_a, only_scored_by_b, dialogs, accuracy_a, accuracy_b, difference (b - a),
    difference_ci95 (bootstrap by dialog, both answers to a pair kept together), right_only_a, right_only_b, ties,
    mcnemar, discordant_share, needed_pairs, enough, verdict}. A pair that one of them ties counts one half in the
    accuracies and stays out of McNemar's counts. Raises BadInputError when no pair is common.
    """
    common = [name for name in a if name in b]
    if not common:
        raise BadInputError("the two runs have no test pair in common; evaluate both on the same export")
    won_a, won_b = (outcomes([side[name].chosen - side[name].rejected for name in common]) for side in (a, b))
    dialogs = [a[name].root for name in common]
    only_a, only_b = int(np.sum(won_a - won_b == 1)), int(np.sum(won_b - won_a == 1))
    accuracy_a, accuracy_b = float(won_a.mean()), float(won_b.mean())
    difference = accuracy_b - accuracy_a
    share = (only_a + only_b) / len(common)
    needed = needed_pairs(max(share, abs(difference)), difference)
    enough = needed is not None and len(common) >= needed
    result = {
        "pairs": len(common),
        "only_scored_by_a": len(a) - len(common),
        "only_scored_by_b": len(b) - len(common),
        "dialogs": len(set(dialogs)),
        "accuracy_a": accuracy_a,
        "accuracy_b": accuracy_b,
        "difference": difference,
        "difference_ci95": clustered_interval(won_b - won_a, dialogs, seed),
        "right_only_a": only_a,
        "right_only_b": only_b,
        "ties": int(np.sum((won_a == 0.5) | (won_b == 0.5))),
        "mcnemar": mcnemar(only_a, only_b),
        "discordant_share": share,
        "needed_pairs": needed,
        "enough": enough,
    }
    return {**result, "verdict": _verdict(result)}


def _verdict(found: dict) -> str:
    """One sentence. The bootstrap by dialog decides, McNemar's test where there is none."""
    points = f"{100 * abs(found['difference']):.1f} points"
    interval = found["difference_ci95"]
    apart = (interval[0] > 0 or interval[1] < 0) if interval else found["mcnemar"]["p"] < 0.05
    if apart:
        better = "b" if found["difference"] > 0 else "a"
        return f"Model {better} is better by {points} on these {found['pairs']} pairs; chance alone seldom does that."
    if found["needed_pairs"] is None:
        return f"No difference was seen on these {found['pairs']} pairs."
    told = f"A difference of {points} on {found['pairs']} pairs cannot be told from chance"
    if found["enough"]:
        return f"{told}."
    return f"{told}: were it real, {found['needed_pairs']} pairs would be needed to show it (80 % power)."


def spread(reports: list[dict]) -> list[dict]:
    """Accuracy over reports of the same recipe with other seeds, one entry a test set, in the order of the reports.

    Returns [{dimension, pairs, seeds, mean, sd, range, accuracies, by_strength: [{strength, pairs, seeds, mean, sd,
    range, accuracies}]}]; sd has divisor n - 1 and is null for one report, range is [least, most], and all but the
    counts are null where there is no pair. Raises BadInputError when there is no report, or when they were not
    evaluated on the same test sets.
    """
    if not reports:
        raise BadInputError("there is no report to take the spread of; name at least one run")
    if len({_shape(report) for report in reports}) > 1:
        raise BadInputError("the runs were evaluated on different test sets; take runs that differ in their seed only")
    rows = []
    for sets in zip(*(report["evaluations"] for report in reports), strict=True):
        strengths = zip(*(each["by_strength"] for each in sets), strict=True)
        by_strength = [{"strength": same[0]["strength"], **_over(same)} for same in strengths]
        rows.append({"dimension": sets[0]["dimension"], **_over(sets), "by_strength": by_strength})
    return rows


def _shape(report: dict) -> tuple:
    """What reports on the same test sets have in common."""
    return tuple(
        (each["dimension"], each["pairs"], tuple((row["strength"], row["pairs"]) for row in each["by_strength"]))
        for each in report["evaluations"]
    )


def _over(same: Sequence[dict]) -> dict:
    found = [each["accuracy"] for each in same]
    measured = same[0]["pairs"] > 0
    return {
        "pairs": same[0]["pairs"],
        "seeds": len(found),
        "mean": mean(found) if measured else None,
        "sd": stdev(found) if measured and len(found) > 1 else None,
        "range": [min(found), max(found)] if measured else None,
        "accuracies": found,
    }
