"""Scores test pairs and makes the accuracy table of one dimension."""

import time
from collections.abc import Sequence

import torch

from .batch import EncodedPair, collate, micro_batches
from .data import STRENGTHS
from .device import token_budget
from .events import Events
from .metrics import accuracy, accuracy_by
from .model import RewardModel
from .stop import Stop

SECONDS_BETWEEN_EVENTS = 2.0


@torch.no_grad()
def score_pairs(
    model: RewardModel, pairs: Sequence[EncodedPair], dimension: str, events: Events, stop: Stop
) -> tuple[list[float], list[float]]:
    """(r_chosen, r_rejected), each [pairs] in the order given. Margins play no part.

    Raises InterruptedRunError when a stop was asked for.
    """
    chosen, rejected = [0.0] * len(pairs), [0.0] * len(pairs)
    done, told = 0, 0.0
    groups = micro_batches(range(len(pairs)), [pair.longest for pair in pairs], token_budget(model.device))
    for group in groups:
        stop.check()
        scores = model.score(*collate([pairs[index] for index in group], model.tokenizer.pad_token_id, model.device))
        for index, high, low in zip(group, *(part.tolist() for part in scores.chunk(2)), strict=True):
            chosen[index], rejected[index] = high, low
        done += len(group)
        if done == len(pairs) or time.monotonic() - told >= SECONDS_BETWEEN_EVENTS:
            told = time.monotonic()
            events.emit("evaluating", dimension=dimension, done=done, total=len(pairs))
    return chosen, rejected


def score_differences(
    model: RewardModel, pairs: Sequence[EncodedPair], dimension: str, events: Events, stop: Stop
) -> list[float]:
    """r_chosen - r_rejected of each pair, in the order given."""
    return [high - low for high, low in zip(*score_pairs(model, pairs, dimension, events, stop), strict=True)]


def evaluation(dimension: str, pairs: Sequence[EncodedPair], differences: Sequence[float]) -> dict:
    """{dimension, pairs, accuracy, ci95, by_strength} (the shape of Llama 2, Table 8)."""
    table = accuracy_by([item.pair.strength for item in pairs], differences, STRENGTHS)
    return {
        "dimension": dimension,
        **accuracy(differences),
        "by_strength": [{"strength": strength, **row} for strength, row in table],
    }
