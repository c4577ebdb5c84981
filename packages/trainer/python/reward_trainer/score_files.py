"""The scores of every test pair of a run, so that two runs can be compared pair by pair."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .accuracy_tables import dialog_of
from .data import Pair
from .errors import BadInputError


@dataclass(frozen=True)
class Scores:
    """One pair's scores by one model."""

    root: str  # the dialog
    chosen: float
    rejected: float


def scores_path(output: Path, index: int) -> Path:
    """Where a run keeps the scores of `evaluations[index]`."""
    return output / f"scores-{index}.jsonl"


def write_scores(path: Path, pairs: Sequence[Pair], chosen: Sequence[float], rejected: Sequence[float]) -> None:
    """Write a line {id, root, chosen, rejected} for each pair, the whole file or nothing. NaN is a ValueError."""
    temporary = path.with_name(path.name + ".new")
    with temporary.open("w", encoding="utf-8") as file:
        for pair, high, low in zip(pairs, chosen, rejected, strict=True):
            row = {"id": pair.id, "root": dialog_of(pair), "chosen": float(high), "rejected": float(low)}
            file.write(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n")
    os.replace(temporary, path)


def read_scores(path: Path) -> dict[str, Scores]:
    """Scores by pair id, in the file's order. Raises BadInputError when it is missing, broken or names a pair twice."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise BadInputError(f"{path} cannot be read ({error.strerror}); evaluate the run again to write it") from error
    found: dict[str, Scores] = {}
    for number, line in enumerate(lines, 1):
        if not line:
            continue
        try:
            row = json.loads(line)
            name, scores = row["id"], Scores(row["root"], float(row["chosen"]), float(row["rejected"]))
        except (ValueError, KeyError, TypeError) as error:
            raise BadInputError(f"{path}, line {number}, is not a pair's scores; evaluate the run again") from error
        if name in found:
            raise BadInputError(f"{path} names the pair {name} twice; give every pair of the data an id of its own")
        found[name] = scores
    return found
