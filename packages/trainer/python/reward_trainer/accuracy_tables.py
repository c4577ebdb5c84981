"""Accuracy of one model on one test set, overall and by what the pairs are (the shape of Llama 2, Tables 7, 8, 29)."""

import hashlib
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from .data import SAFETY_BINS, STRENGTHS, Pair
from .metrics import clustered_accuracy, clustered_interval, groups, outcomes

TURNS = ("1", "2", "3", "4+")


def dialog_of(pair: Pair) -> str:
    """The dialog a pair belongs to: its root, or a hash of its first human turn where the data names no root."""
    if pair.root:
        return pair.root
    first = next(turn["content"] for turn in pair.prompt if turn["role"] == "user")
    return hashlib.sha256(first.encode()).hexdigest()


def turns_key(pair: Pair) -> str:
    """One of TURNS."""
    return TURNS[min(pair.turns, len(TURNS)) - 1]


def accuracy_tables(pairs: Sequence[Pair], differences: ArrayLike, seed: int = 0) -> dict:
    """{pairs, accuracy, ci95, ci95_clustered, dialogs, by_strength, by_source, by_turns, by_bin, by_batch}.

    `differences` is r_chosen - r_rejected, [pairs]. Each by_* is a list of {<key>, pairs, accuracy, ci95,
    ci95_clustered} of the groups that have pairs: sources by falling size, batches in their order, null last.
    """
    differences = np.asarray(differences, dtype=np.float64)
    dialogs = [dialog_of(pair) for pair in pairs]

    def table(name: str, keys: Sequence[Hashable], order: Iterable[Hashable]) -> list[dict]:
        rows = []
        for key, members in groups(keys, order):
            measured = clustered_accuracy(differences[members], [dialogs[row] for row in members], seed)
            rows.append({name: key, **measured})
        return rows

    sources = Counter(pair.source for pair in pairs)
    batches = {pair.batch for pair in pairs}
    return {
        **clustered_accuracy(differences, dialogs, seed),
        "dialogs": len(set(dialogs)),
        "by_strength": table("strength", [pair.strength for pair in pairs], STRENGTHS),
        "by_source": table("source", [pair.source for pair in pairs], sorted(sources, key=lambda s: (-sources[s], s))),
        "by_turns": table("turns", [turns_key(pair) for pair in pairs], TURNS),
        "by_bin": table("bin", [pair.bin for pair in pairs], SAFETY_BINS),
        "by_batch": table("batch", [p.batch for p in pairs], sorted(batches, key=lambda b: (b is None, b))),
    }


def control_tables(
    pairs: Sequence[Pair], differences: ArrayLike, controls: Mapping[str, Sequence[float]], seed: int = 0
) -> list[dict]:
    """[{name, pairs, accuracy, ci95, ci95_clustered, lead, lead_ci95}] of the controls, on the same pairs.

    `controls` maps a name to its differences chosen - rejected, [pairs]. `lead` is the model's accuracy less the
    control's; its interval draws dialogs and keeps both answers to a pair together, so it is narrower than two
    intervals side by side.
    """
    dialogs = [dialog_of(pair) for pair in pairs]
    won = outcomes(differences)
    rows = []
    for name, scores in controls.items():
        lead = won - outcomes(scores)
        rows.append({
            "name": name,
            **clustered_accuracy(scores, dialogs, seed),
            "lead": float(lead.mean()) if len(lead) else None,
            "lead_ci95": clustered_interval(lead, dialogs, seed),
        })  # fmt: skip
    return rows
