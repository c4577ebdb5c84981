"""Reads the canonical export: one preference a line, and counts every row it cannot use."""

import gzip
import json
import zlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from .errors import BadInputError

STRENGTHS = ("significantly_better", "better", "slightly_better", "negligibly_better", "unknown")
SAFETY_LABELS = ("safe", "unsafe")
Split = Literal["train", "test"]


@dataclass(frozen=True)
class Pair:
    """One preference, turned to chosen and rejected."""

    id: str
    prompt: tuple[dict, ...]  # turns {role, content}, the last one the user's
    chosen: str
    rejected: str
    strength: str  # one of STRENGTHS; "unknown" where the data has none
    safe: tuple[bool, bool] | None  # labels of (chosen, rejected), None where not collected
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


@dataclass
class Rows:
    """The rows of one file that belong to one split."""

    pairs: list[Pair] = field(default_factory=list)
    dropped: Counter = field(default_factory=Counter)  # reason -> rows
    roots: set[str] = field(default_factory=set)  # first-turn hashes of every row of the split, dropped ones too


def read_rows(path: str, dimension: str, split: Split) -> Rows:
    """Read the rows of `split`.

    Reasons in `dropped`: malformed_line (of the whole file: such a line names no split), other_dimension,
    identical_responses, chosen_unsafe (chosen unsafe and the other safe: excluded by Llama 2, section 3.2.1).
    """
    rows = Rows()
    for line in _text(path).split("\n"):
        if not line.strip():
            continue
        row = _parse(line)
        if row is None:
            rows.dropped["malformed_line"] += 1
        elif row["split"] == split:
            rows.roots.add(row["root_sha256"])
            reason = _unusable(row, dimension)
            if reason:
                rows.dropped[reason] += 1
            else:
                rows.pairs.append(_pair(row))
    return rows


def _text(path: str) -> str:
    """The text of a file; one whose name ends in .gz is unpacked."""
    content = Path(path).read_bytes()
    try:
        return (gzip.decompress(content) if path.endswith(".gz") else content).decode("utf-8")
    except (OSError, EOFError, zlib.error) as error:
        raise BadInputError(f"{path} is not a whole gzip file; download it again") from error


def require_some(training: Rows, path: str) -> None:
    """Raise BadInputError when there is nothing to train on. Without test rows a run goes on and reports 0 pairs."""
    if not training.pairs:
        counts = ", ".join(f"{reason} {count}" for reason, count in training.dropped.items()) or "none dropped"
        raise BadInputError(f"{path} has no usable training rows ({counts}); export a snapshot that has some")


def require_separate(train_roots: set[str], test_roots: set[str]) -> None:
    """Raise BadInputError when a dialog is on both sides: its test rows would measure memory."""
    shared = train_roots & test_roots
    if shared:
        example = min(shared)
        raise BadInputError(
            f"{len(shared)} dialogs are in both train and test (for example root_sha256 {example}); "
            "export again with the split made by root"
        )


def _parse(line: str) -> dict | None:
    """The row, or None when it is not one: wrong JSON, a missing field or a value outside its vocabulary."""
    try:
        row = json.loads(line)
        turns = row["prompt"]
        well_formed = (
            all(isinstance(row[name], str) for name in ("id", "root_sha256", "response_a", "response_b"))
            and row["dimension"] in ("helpfulness", "safety")
            and row["split"] in ("train", "test")
            and row["side"] in ("a", "b")
            and row["strength"] in (*STRENGTHS[:-1], None)
            and all(isinstance(turn["role"], str) and isinstance(turn["content"], str) for turn in turns)
            and turns[-1]["role"] == "user"
            and (row["safety"] is None or all(row["safety"][side] in SAFETY_LABELS for side in "ab"))
        )
    except (ValueError, KeyError, TypeError, IndexError):
        return None
    return row if well_formed else None


def _unusable(row: dict, dimension: str) -> str | None:
    if row["dimension"] != dimension:
        return "other_dimension"
    if row["response_a"] == row["response_b"]:
        return "identical_responses"
    safe = _safe(row)
    if safe == (False, True):
        return "chosen_unsafe"
    return None


def _safe(row: dict) -> tuple[bool, bool] | None:
    """Safety labels in the order (chosen, rejected)."""
    if row["safety"] is None:
        return None
    order = "ab" if row["side"] == "a" else "ba"
    return (row["safety"][order[0]] == "safe", row["safety"][order[1]] == "safe")


def _pair(row: dict) -> Pair:
    responses = (row["response_a"], row["response_b"])
    chosen, rejected = responses if row["side"] == "a" else responses[::-1]
    prompt = tuple({"role": turn["role"], "content": turn["content"]} for turn in row["prompt"])
    return Pair(row["id"], prompt, chosen, rejected, row["strength"] or "unknown", _safe(row))
