"""Mixes the run's own pairs with pairs of other sources, and says what was drawn from where."""

import dataclasses
import hashlib
import heapq
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .accuracy_tables import dialog_of
from .data import Pair, Rows
from .readers import read_rows
from .recipe import Recipe
from .spec import Spec, TrainData


@dataclass(frozen=True)
class Mixed:
    """What is trained on, and what there was."""

    pairs: list[Pair]  # all of the run's own, then those drawn
    own: int  # of these, the run's own
    drawn: dict[str, int]  # source -> pairs in the mix
    available: dict[str, int]  # source -> usable pairs
    wanted: int  # pairs that the share asks for

    @property
    def short(self) -> bool:
        """Whether the other sources have fewer pairs than the share asks for."""
        return sum(self.drawn.values()) < self.wanted

    def as_dict(self) -> dict:
        """The counts, for events and reports."""
        return {"drawn": self.drawn, "available": self.available, "wanted": self.wanted, "short": self.short}


def draw(own: Rows, others: Mapping[str, Rows], other_share: float, seed: int) -> Mixed:
    """All own pairs, and of the union of the others so many that they make up `other_share` of the whole.

    Llama 2, section 3.2.2: half of the helpfulness mix and a tenth of the safety mix come from elsewhere, drawn
    uniformly. Every pair has its place in the draw by a hash of the seed and its own texts, so neither the order of
    the files nor that of their lines matters, and a larger share holds the smaller one. Without enough pairs all
    are taken, and `short` says so.
    """
    wanted = round(len(own.pairs) * other_share / (1 - other_share))
    union = [(name, pair) for name, rows in others.items() for pair in rows.pairs]
    drawn = heapq.nsmallest(wanted, union, key=lambda item: (_place(item[1], seed), item[0], item[1].id))
    counts = Counter(name for name, _ in drawn)
    return Mixed(
        pairs=[*own.pairs, *(pair for _, pair in drawn)],
        own=len(own.pairs),
        drawn={name: counts[name] for name in others},
        available={name: len(rows.pairs) for name, rows in others.items()},
        wanted=wanted,
    )


def read_train_data(part: TrainData, recipe: Recipe) -> Rows:
    """The rows of one part of spec.train that the recipe keeps. Raises BadInputError."""
    return read_rows(
        part.path, part.dimension, part.split, source=part.name, strengths=recipe.strengths, edits=recipe.edits
    )


def mix(spec: Spec, rows: Sequence[Rows]) -> Mixed:
    """Mix the rows of each part of spec.train, the run's own first, by the spec's shares and the run's seed."""
    others = {part.name: found for part, found in zip(spec.train[1:], rows[1:], strict=True)}
    return draw(share_of(rows[0], spec.train_share, spec.seed), others, spec.recipe.other_share, spec.seed)


def share_of(own: Rows, share: float, seed: int) -> Rows:
    """`own` with the pairs of a share of its dialogs alone, at least one.

    Every dialog has its place by a hash of the seed and its root, so a larger share holds the smaller one.
    """
    if share == 1:
        return own
    dialogs = {dialog_of(pair) for pair in own.pairs}
    ordered = sorted(dialogs, key=lambda dialog: hashlib.sha256(f"share:{seed}:{dialog}".encode()).digest())
    kept = set(ordered[: max(1, round(share * len(ordered)))])
    return dataclasses.replace(own, pairs=[pair for pair in own.pairs if dialog_of(pair) in kept])


def _place(pair: Pair, seed: int) -> bytes:
    texts = [seed, [[turn["role"], turn["content"]] for turn in pair.prompt], pair.chosen, pair.rejected]
    return hashlib.sha256(json.dumps(texts).encode()).digest()
