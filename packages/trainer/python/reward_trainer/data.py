"""A preference as the trainer knows it, and what must hold of those it is given."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from .errors import BadInputError

Strength = Literal["significantly_better", "better", "slightly_better", "negligibly_better", "unknown"]
STRENGTHS: tuple[str, ...] = get_args(Strength)
SAFETY_BINS = ("chosen_safe", "both_safe", "both_unsafe", "unlabelled")
Split = Literal["train", "test"]

EXAMPLES = 5  # lines that are named for each reason
# White space as the service's JavaScript has it; Python's \s differs in U+FEFF and the C0 separators.
_SPACE = re.compile("[\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+")


@dataclass(frozen=True)
class Pair:
    """One preference, turned to chosen and rejected."""

    id: str
    prompt: tuple[dict, ...]  # turns {role, content}, the last one the user's
    chosen: str
    rejected: str
    strength: str  # one of STRENGTHS; "unknown" where the data has none
    safe: tuple[bool, bool] | None  # labels of (chosen, rejected)
    root: str = ""  # hash of the dialog's first human turn: pairs with one root are one dialog
    source: str = "unknown"  # where the comparison came from
    batch: int | None = None  # weekly batch of the service
    weight: float = 1.0  # what the pair counts for in the loss
    ratings: tuple[float, float] | None = None  # human quality ratings of (chosen, rejected), 1 to 7
    kind: str = "judged"  # or "edited": (edited > chosen) or (edited > rejected)

    @property
    def turns(self) -> int:
        """Human turns of the prompt."""
        return sum(turn["role"] == "user" for turn in self.prompt)

    @property
    def bin(self) -> str:
        """One of SAFETY_BINS (Llama 2, section 3.2.1); a pair with the chosen response alone unsafe has none."""
        bins = {(True, False): "chosen_safe", (True, True): "both_safe", (False, False): "both_unsafe"}
        return bins.get(self.safe, "unlabelled")


@dataclass
class Rows:
    """The rows of one file that belong to one split."""

    pairs: list[Pair] = field(default_factory=list)
    dropped: Counter = field(default_factory=Counter)  # reason -> rows
    roots: set[str] = field(default_factory=set)  # first-turn hashes of every row of the split that can be read
    lines: dict[str, list[int]] = field(default_factory=dict)  # reason -> the first lines (Parquet: rows), from 1
    notes: Counter = field(default_factory=Counter)  # what was not taken as it stands in rows that are used -> rows
    formats: Counter = field(default_factory=Counter)  # format -> rows of the whole file
    # Of `dropped`, rows that name no split: they are counted in each split that is read.
    of_any_split: Counter = field(default_factory=Counter)
    total: int = 0  # rows of the whole file
    other_split: int = 0  # of these, rows that belong to the other split

    def drop(self, reason: str, line: int) -> None:
        """Count a row that cannot be used."""
        self.dropped[reason] += 1
        lines = self.lines.setdefault(reason, [])
        if len(lines) < EXAMPLES:
            lines.append(line)


def root_of(prompt: Sequence[dict]) -> str:
    """sha256 of the first human turn in NFKC, small letters and single spaces, as the service's export has it."""
    first = next((turn["content"] for turn in prompt if turn["role"] == "user"), "")
    normalised = _SPACE.sub(" ", unicodedata.normalize("NFKC", first).lower()).strip(" ")
    return hashlib.sha256(normalised.encode()).hexdigest()


def require_some(training: Rows, path: str) -> None:
    """Raise BadInputError when there is nothing to train on. Without test rows a run goes on and reports 0 pairs."""
    if not training.pairs:
        counts = ", ".join(f"{reason} {count}" for reason, count in training.dropped.items()) or "none dropped"
        raise BadInputError(f"{path} has no usable training rows ({counts}); export a snapshot that has some")


def require_ids(rows: Rows, path: str) -> None:
    """Raise BadInputError when two pairs have one id: their scores could not be told apart."""
    twice = next((name for name, times in Counter(pair.id for pair in rows.pairs).items() if times > 1), None)
    if twice is not None:
        raise BadInputError(f"{path} names the pair {twice} twice; give every row an id of its own, or none an id")


def require_separate(train_roots: set[str], test_roots: set[str]) -> None:
    """Raise BadInputError when a dialog is on both sides: its test rows would measure memory."""
    shared = train_roots & test_roots
    if shared:
        example = min(shared)
        raise BadInputError(
            f"{len(shared)} dialogs are in both train and test (for example root_sha256 {example}); "
            "leave their rows out of one of the two files, or export again with the split made by root"
        )
