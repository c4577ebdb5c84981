"""Scores test pairs and makes the accuracy table of one dimension."""

from collections.abc import Sequence

from .batch import EncodedPair
from .data import STRENGTHS
from .metrics import accuracy, accuracy_by


def evaluation(dimension: str, pairs: Sequence[EncodedPair], differences: Sequence[float]) -> dict:
    """{dimension, pairs, accuracy, ci95, by_strength} (the shape of Llama 2, Table 8)."""
    table = accuracy_by([item.pair.strength for item in pairs], differences, STRENGTHS)
    return {
        "dimension": dimension,
        **accuracy(differences),
        "by_strength": [{"strength": strength, **row} for strength, row in table],
    }
