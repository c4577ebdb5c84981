"""Scores test pairs and makes the accuracy table of one dimension."""

import time
from collections.abc import Sequence

import torch

from .batch import EncodedPair, lay_out, micro_batches
from .data import STRENGTHS
from .device import token_budget
from .events import Events
from .metrics import accuracy, accuracy_by
from .model import RewardModel
from .stop import Stop

SECONDS_BETWEEN_EVENTS = 2.0


@torch.no_grad()
def score_differences(
    model: RewardModel, pairs: Sequence[EncodedPair], dimension: str, events: Events, stop: Stop
) -> list[float]:
    """r_chosen - r_rejected of each pair, in the order given. Margins play no part."""
    differences = [0.0] * len(pairs)
    done, told = 0, 0.0
    units = lay_out(pairs, range(len(pairs)), model.layout)
    for group in micro_batches(units, token_budget(model.device)):
        stop.check()
        batch = model.collate(group)
        chosen, rejected = model.score(batch)
        for index, difference in zip(batch.pairs, (chosen - rejected).tolist(), strict=True):
            differences[index] = difference
        done += len(batch.pairs)
        if done == len(pairs) or time.monotonic() - told >= SECONDS_BETWEEN_EVENTS:
            told = time.monotonic()
            events.emit("evaluating", dimension=dimension, done=done, total=len(pairs))
    return differences


def evaluation(dimension: str, pairs: Sequence[EncodedPair], differences: Sequence[float]) -> dict:
    """{dimension, pairs, accuracy, ci95, by_strength} (the shape of Llama 2, Table 8)."""
    table = accuracy_by([item.pair.strength for item in pairs], differences, STRENGTHS)
    return {
        "dimension": dimension,
        **accuracy(differences),
        "by_strength": [{"strength": strength, **row} for strength, row in table],
    }
