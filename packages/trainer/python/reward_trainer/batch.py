"""From pairs to padded tensors: chat template, truncation, length buckets, micro-batches."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor
from transformers import PreTrainedTokenizerBase

from .data import Pair

WINDOW_BATCHES = 8  # batches sorted by length together: enough to save padding, few enough to keep batches mixed


@dataclass(frozen=True)
class EncodedPair:
    """Token ids of both dialogs, prompt included, with what the loss needs."""

    pair: Pair
    chosen: list[int]
    rejected: list[int]

    @property
    def longest(self) -> int:
        """Tokens of the longer of the two rows."""
        return max(len(self.chosen), len(self.rejected))

    @property
    def tokens(self) -> int:
        """Real tokens of both rows."""
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
    a pair with a response that leaves no room is dropped as response_too_long.
    """
    encoded = Encoded()
    for pair in pairs:
        whole, *shorter = _prompts(pair.prompt)
        rows = _rows(tokenizer, whole, pair)
        if _fits(rows, max_length):
            encoded.pairs.append(EncodedPair(pair, *rows))
            continue
        for prompt in shorter:
            rows = _rows(tokenizer, prompt, pair)
            if _fits(rows, max_length):
                break
        responses = (len(tokenizer.encode(text, add_special_tokens=False)) for text in (pair.chosen, pair.rejected))
        if not _fits(rows, max_length) and max(responses) > max_length - 16:  # 16: marks of the template around it
            encoded.dropped["response_too_long"] += 1
            continue
        encoded.truncated += 1
        encoded.pairs.append(EncodedPair(pair, *(_cut(row, max_length) for row in rows)))
    return encoded


def _prompts(prompt: Sequence[dict]) -> list[list[dict]]:
    """The whole prompt, then ever shorter ones: each starts at a later user turn; a leading system turn stays."""
    system = [prompt[0]] if prompt[0]["role"] == "system" else []
    starts = [index for index, turn in enumerate(prompt) if turn["role"] == "user"]
    return [list(prompt), *([*system, *prompt[start:]] for start in starts if start > len(system))]


def _rows(tokenizer: PreTrainedTokenizerBase, prompt: list[dict], pair: Pair) -> tuple[list[int], list[int]]:
    def render(response: str) -> list[int]:
        turns = [*prompt, {"role": "assistant", "content": response}]
        return tokenizer.apply_chat_template(turns, tokenize=True, return_dict=False)

    return render(pair.chosen), render(pair.rejected)


def _fits(rows: tuple[list[int], list[int]], max_length: int) -> bool:
    return max(map(len, rows)) <= max_length


def _cut(row: list[int], max_length: int) -> list[int]:
    """Keep the end and the first token (an encoder reads the score at its first mark)."""
    return row if len(row) <= max_length else [row[0], *row[len(row) - max_length + 1 :]]


def plan_steps(lengths: Sequence[int], batch_pairs: int, epochs: int, seed: int) -> list[list[int]]:
    """Indices of the pairs of each optimiser step; a pure function of its arguments, so a resumed run repeats it.

    Pairs are shuffled, each window of WINDOW_BATCHES batches is sorted by length and cut into batches, and the
    batches are shuffled. The last batch of an epoch may be smaller.
    """
    generator = torch.Generator().manual_seed(seed)
    steps: list[list[int]] = []
    for _ in range(epochs):
        shuffled = torch.randperm(len(lengths), generator=generator).tolist()
        batches: list[list[int]] = []
        window = WINDOW_BATCHES * batch_pairs
        for start in range(0, len(shuffled), window):
            by_length = sorted(shuffled[start : start + window], key=lambda index: lengths[index])
            batches += [by_length[at : at + batch_pairs] for at in range(0, len(by_length), batch_pairs)]
        steps += [batches[index] for index in torch.randperm(len(batches), generator=generator).tolist()]
    return steps


def micro_batches(indices: Sequence[int], lengths: Sequence[int], token_budget: int) -> list[list[int]]:
    """Cut one batch into groups of similar length whose padded rows (two a pair) stay within `token_budget` tokens.

    A single pair over the budget still makes a group of its own.
    """
    groups: list[list[int]] = []
    for index in sorted(indices, key=lambda index: lengths[index], reverse=True):
        if groups and 2 * (len(groups[-1]) + 1) * lengths[groups[-1][0]] <= token_budget:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def collate(pairs: Sequence[EncodedPair], pad_id: int, device: torch.device) -> tuple[Tensor, Tensor]:
    """(ids [2 * pairs, longest], lengths [2 * pairs]), chosen rows first, padded on the right."""
    rows = [pair.chosen for pair in pairs] + [pair.rejected for pair in pairs]
    lengths = torch.tensor([len(row) for row in rows])
    ids = torch.full((len(rows), int(lengths.max())), pad_id)
    for index, row in enumerate(rows):
        ids[index, : len(row)] = torch.tensor(row)
    return ids.to(device), lengths.to(device)
