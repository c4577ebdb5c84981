"""Scores of pairs by a fitted model: the one way in for evaluation, for the service and for files."""

from collections.abc import Callable, Sequence

import torch

from .batch import EncodedPair
from .device import token_budget
from .distributed import World
from .model import RewardModel
from .stop import Stop


@torch.no_grad()
def score_pairs(
    model: RewardModel,
    pairs: Sequence[EncodedPair],
    stop: Stop,
    world: World,
    tell: Callable[[int], None] = lambda done: None,
) -> tuple[list[float], list[float]]:
    """Raw scores (chosen, rejected) of each pair, in the order given. Margins play no part.

    A pair's scores do not depend on what it is scored with, to float rounding. `tell` hears how many are done.
    Raises InterruptedRunError.
    """
    scores: dict[int, tuple[float, float]] = {}
    done = 0
    groups = model.micro_batches(pairs, token_budget(model.device))
    for group, counts in world.share(groups) if groups else []:
        if world.size == 1:
            stop.check()
        batch = model.collate(group)
        chosen, rejected = model.score(batch)
        if counts:
            scores |= zip(batch.pairs, zip(chosen.tolist(), rejected.tolist(), strict=True), strict=True)
            done += len(batch.pairs)
            tell(min(len(pairs), done * world.size))
    scores = world.gather(scores)
    return [scores[index][0] for index in range(len(pairs))], [scores[index][1] for index in range(len(pairs))]
