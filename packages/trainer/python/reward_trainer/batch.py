"""From pairs to tensors: chat template, truncation, the order of the steps, micro-batches."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import torch
from jinja2 import TemplateError
from torch import Tensor
from transformers import PreTrainedTokenizerBase

from .data import Pair
from .tree import Tree, pack

# How rows are laid out: a dialog's pairs as one tree, each pair as one tree, or two rows a pair (for models that look
# both ways, where a prompt is read differently before each response).
Layout = Literal["dialogs", "pairs", "plain"]

WINDOW_BATCHES = 8  # batches sorted by length together: enough to save padding, few enough to keep batches mixed


@dataclass(frozen=True)
class EncodedPair:
    """Token ids of both dialogs, prompt included, with what the loss needs."""

    pair: Pair
    chosen: list[int]
    rejected: list[int]

    @property
    def longest(self) -> int:
        """Tokens of the longer of the two dialogs."""
        return max(len(self.chosen), len(self.rejected))

    @property
    def tokens(self) -> int:
        """Tokens of both dialogs: what a trainer that shares nothing has to read."""
        return len(self.chosen) + len(self.rejected)


@dataclass
class Encoded:
    """Encoded pairs and what happened to the rest."""

    pairs: list[EncodedPair] = field(default_factory=list)
    truncated: int = 0
    dropped: Counter = field(default_factory=Counter)


def encode(pairs: Sequence[Pair], tokenizer: PreTrainedTokenizerBase, max_length: int) -> Encoded:
    """Tokenise every pair by the tokenizer's chat template.

    A dialog over `max_length` tokens loses its oldest turns, the same ones on both sides, and where its last
    user turn alone is too long, the beginning of that turn; both count as truncated. A response is never cut:
    a pair with a response that leaves no room is dropped as response_too_long, one that the template does not take
    (some know no system turn) as template_refuses.
    """
    encoded = Encoded()
    for pair in pairs:
        try:
            found = encode_responses(pair.prompt, (pair.chosen, pair.rejected), tokenizer, max_length)
        except TemplateError:
            encoded.dropped["template_refuses"] += 1
            continue
        if found is None:
            encoded.dropped["response_too_long"] += 1
            continue
        (chosen, rejected), truncated = found
        encoded.truncated += truncated
        encoded.pairs.append(EncodedPair(pair, chosen, rejected))
    return encoded


def encode_responses(
    prompt: Sequence[dict], responses: Sequence[str], tokenizer: PreTrainedTokenizerBase, max_length: int
) -> tuple[list[list[int]], bool] | None:
    """(token ids of each dialog, whether the prompt was truncated) of one prompt with each of its responses.

    What is over `max_length` is cut as `encode` says; None where a response leaves no room. Raises
    jinja2.TemplateError where the chat template does not take the dialog.
    """
    whole, *shorter = _prompts(prompt)
    rows = _rows(tokenizer, whole, responses)
    if _fits(rows, max_length):
        return rows, False
    for left in shorter:
        rows = _rows(tokenizer, left, responses)
        if _fits(rows, max_length):
            break
    longest = max(len(tokenizer.encode(text, add_special_tokens=False)) for text in responses)
    if not _fits(rows, max_length) and longest > max_length - 16:  # 16: marks of the template around it
        return None
    return _cut(rows, max_length), True


def _prompts(prompt: Sequence[dict]) -> list[list[dict]]:
    """The whole prompt, then ever shorter ones: each starts at a later user turn; a leading system turn stays."""
    system = [prompt[0]] if prompt[0]["role"] == "system" else []
    starts = [index for index, turn in enumerate(prompt) if turn["role"] == "user"]
    return [list(prompt), *([*system, *prompt[start:]] for start in starts if start > len(system))]


def _rows(tokenizer: PreTrainedTokenizerBase, prompt: list[dict], responses: Sequence[str]) -> list[list[int]]:
    def render(response: str) -> list[int]:
        turns = [*prompt, {"role": "assistant", "content": response}]
        return tokenizer.apply_chat_template(turns, tokenize=True, return_dict=False)

    return [render(response) for response in responses]


def _fits(rows: Sequence[list[int]], max_length: int) -> bool:
    return max(map(len, rows)) <= max_length


def _cut(rows: Sequence[list[int]], max_length: int) -> list[list[int]]:
    """Keep the end and the first token (an encoder reads the score at its first mark); all lose the same tokens, so
    that they are still of one prompt."""
    over = max(map(len, rows)) - max_length
    return [[row[0], *row[1 + over :]] for row in rows] if over > 0 else list(rows)


@dataclass(frozen=True)
class Unit:
    """Pairs that are computed together, and the rows that they are computed in."""

    pairs: tuple[int, ...]  # indices into what the steps are made of
    rows: tuple[Tree, ...]
    chosen: tuple[tuple[int, int], ...]  # (row, place) where each pair's chosen response ends
    rejected: tuple[tuple[int, int], ...]

    @property
    def longest(self) -> int:
        """Places of the longest row."""
        return max(map(len, self.rows))


@dataclass(frozen=True)
class Batch:
    """Units as tensors, padded on the right."""

    ids: Tensor  # [rows, places]
    positions: Tensor  # [rows, places]
    until: Tensor  # [rows, places]; 0 where there is nothing, so that nobody sees it
    lengths: Tensor  # [rows]
    chosen: Tensor  # [pairs], row * places + place of the last token
    rejected: Tensor  # [pairs]
    pairs: tuple[int, ...]  # the pairs, in the order of `chosen`
    shared: bool  # whether a row holds more than one sequence


def plan_steps(pairs: Sequence[EncodedPair], batch_pairs: int, epochs: int, seed: int) -> list[list[int]]:
    """Indices of the pairs of each optimiser step; a pure function of its arguments, so a resumed run repeats it.

    Dialogs are shuffled, and the pairs of one stay together, as InstructGPT (Ouyang et al. 2022, section 3.5) keeps
    all comparisons of a prompt in one batch: what they share is computed once, whatever the layout. Each window of
    WINDOW_BATCHES batches is sorted by length and cut into batches, and the batches are shuffled. The last batch of
    an epoch may be smaller, and a dialog may lie across the border of two.
    """
    generator = torch.Generator().manual_seed(seed)
    dialogs: dict[str, list[int]] = {}
    for index, item in enumerate(pairs):
        dialogs.setdefault(item.pair.root or str(index), []).append(index)
    groups = list(dialogs.values())
    steps: list[list[int]] = []
    for _ in range(epochs):
        shuffled = [groups[at] for at in torch.randperm(len(groups), generator=generator).tolist()]
        batches: list[list[int]] = []
        for window in _windows(shuffled, WINDOW_BATCHES * batch_pairs):
            by_length = sorted(window, key=lambda group: max(pairs[index].longest for index in group))
            flat = [index for group in by_length for index in group]
            batches += [flat[at : at + batch_pairs] for at in range(0, len(flat), batch_pairs)]
        steps += [batches[at] for at in torch.randperm(len(batches), generator=generator).tolist()]
    return steps


def _windows(groups: Iterable[list[int]], size: int) -> Iterable[list[list[int]]]:
    """Groups in stretches of `size` pairs; one that reaches over the border is cut there."""
    window: list[list[int]] = []
    free = size
    for group in groups:
        while len(group) >= free:
            window.append(group[:free])
            yield [part for part in window if part]
            group, window, free = group[free:], [], size  # noqa: PLW2901 the rest of the group
        window.append(group)
        free -= len(group)
    rest = [part for part in window if part]
    if rest:
        yield rest


def lay_out(pairs: Sequence[EncodedPair], indices: Sequence[int], layout: Layout) -> list[Unit]:
    """The units of these pairs."""
    if layout == "plain":
        return [_two_rows(pairs[index], index) for index in indices]
    groups: dict[object, list[int]] = {}
    for index in indices:
        root = pairs[index].pair.root
        groups.setdefault(root if layout == "dialogs" and root else index, []).append(index)
    return [_tree([pairs[index] for index in group], tuple(group)) for group in groups.values()]


def _two_rows(item: EncodedPair, index: int) -> Unit:
    rows = (pack([item.chosen]), pack([item.rejected]))
    return Unit((index,), rows, ((0, rows[0].ends[0]),), ((1, rows[1].ends[0]),))


def _tree(items: Sequence[EncodedPair], indices: tuple[int, ...]) -> Unit:
    tree = pack([ids for item in items for ids in (item.chosen, item.rejected)])
    places = [(0, end) for end in tree.ends]
    return Unit(indices, (tree,), tuple(places[::2]), tuple(places[1::2]))


def micro_batches(units: Sequence[Unit], token_budget: int, join: bool = False) -> list[list[Unit]]:
    """Cut units into groups of similar length whose places stay within `token_budget`.

    Rows are padded to the longest of their group, unless `join` puts them one behind the other as `collate` then
    does. A single unit over the budget still makes a group of its own.
    """
    groups: list[list[Unit]] = []
    rows = places = 0
    for unit in sorted(units, key=lambda unit: unit.longest, reverse=True):
        own = sum(map(len, unit.rows))
        needed = places + own if join else (rows + len(unit.rows)) * groups[-1][0].longest if groups else 0
        if groups and needed <= token_budget:
            groups[-1].append(unit)
            rows, places = rows + len(unit.rows), places + own
        else:
            groups.append([unit])
            rows, places = len(unit.rows), own
    return groups


def collate(units: Sequence[Unit], pad_id: int, device: torch.device, join: bool = False) -> Batch:
    """The units as one batch. With `join` all rows stand one behind the other in a single one, and nothing is padded:
    for attention that skips what is not visible (attention.py)."""
    rows = [row for unit in units for row in unit.rows]
    starts, row_of = [0] * len(rows), list(range(len(rows)))
    if join:
        starts = [0, *np.cumsum([len(row) for row in rows])[:-1].tolist()]
        row_of = [0] * len(rows)
    height = 1 if join else len(rows)
    lengths = np.zeros(height, dtype=np.int64)
    for index, row in enumerate(rows):
        lengths[row_of[index]] = starts[index] + len(row)
    width = int(lengths.max())
    ids, positions, until = (
        np.full((height, width), pad_id),
        np.zeros((height, width), int),
        np.zeros((height, width), int),
    )
    for index, row in enumerate(rows):
        place = row_of[index], slice(starts[index], starts[index] + len(row))
        ids[place], positions[place], until[place] = row.ids, row.positions, row.until + starts[index]
    chosen: list[int] = []
    rejected: list[int] = []
    first = 0
    for unit in units:
        for ends, into in ((unit.chosen, chosen), (unit.rejected, rejected)):
            into += [row_of[first + row] * width + starts[first + row] + place for row, place in ends]
        first += len(unit.rows)
    tensors = (torch.from_numpy(array).to(device) for array in (ids, positions, until, lengths))
    return Batch(
        *tensors,
        torch.tensor(chosen, device=device),
        torch.tensor(rejected, device=device),
        tuple(index for unit in units for index in unit.pairs),
        shared=join or any(len(row.ends) > 1 for row in rows),
    )
