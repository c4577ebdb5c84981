"""Token sequences that begin alike, as one row: what they share stands in it once.

The chosen and the rejected dialog of a pair share the prompt (and a tokenizer's marks around it), several pairs of one
dialog share its earlier turns. Sorted, such sequences are a trie in depth-first order, and one number a token says who
may look at it: a token at place j is seen by the places j to until[j] - 1, which are its own continuation and nobody
else's. In a causal model with the true positions, every sequence is computed as if it stood alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor


@dataclass(frozen=True)
class Tree:
    """Sequences packed into one row of `len(ids)` places."""

    ids: np.ndarray  # [places] int64, token ids
    positions: np.ndarray  # [places] int64, distance from the beginning of the sequence: 0, 1, ...
    until: np.ndarray  # [places] int64, the first place that no longer sees this one
    ends: tuple[int, ...]  # place of the last token of each sequence, in the order given

    def __len__(self) -> int:
        return len(self.ids)


def pack(sequences: Sequence[list[int]]) -> Tree:
    """Pack sequences (none of them empty) so that each common beginning stands once.

    Linear in the tokens but for the sorting. Equal sequences share even their end.
    """
    order = sorted(range(len(sequences)), key=lambda index: tuple(sequences[index]))
    ids: list[int] = []
    positions: list[int] = []
    until: list[int] = []
    ends = [0] * len(sequences)
    path: list[int] = []  # places of the sequence that was put in last
    before: list[int] = []
    for index in order:
        sequence = sequences[index]
        shared = common(before, sequence)
        for place in path[shared:]:
            until[place] = len(ids)
        fresh = range(len(ids), len(ids) + len(sequence) - shared)
        ids += sequence[shared:]
        positions += range(shared, len(sequence))
        until += [0] * len(fresh)
        path = [*path[:shared], *fresh]
        ends[index] = path[-1]
        before = sequence
    for place in path:
        until[place] = len(ids)
    return Tree(np.array(ids), np.array(positions), np.array(until), tuple(ends))


def common(one: list[int], other: list[int]) -> int:
    """Length of the common beginning."""
    length = min(len(one), len(other))
    if one[:length] == other[:length]:
        return length
    return next(index for index in range(length) if one[index] != other[index])


def visible(until: Tensor) -> Tensor:
    """[rows, places, places] bool from `until` [rows, places]: whether the place of axis 1 sees that of axis 2."""
    places = torch.arange(until.shape[1], device=until.device)
    return (places[:, None] >= places[None, :]) & (places[:, None] < until[:, None, :])
