"""What every format has in common: the pair that a row gives, and the checks of its parts."""

import math
from dataclasses import dataclass

from .data import Pair, root_of

ROLES = ("system", "user", "assistant")


class UnusableError(Exception):
    """A row that gives no pair; the message is the reason under which it is counted."""


@dataclass(frozen=True)
class Reading:
    """A pair and what its row says beyond it. None: the row does not say."""

    pair: Pair  # id "" where the row has none, source "" likewise
    split: str | None = None
    dimension: str | None = None
    edited: str | None = None  # the chosen response as the annotator improved it
    margin: float | None = None  # stands for the strength, which then is "unknown"
    notes: tuple[str, ...] = ()  # what of the row was not taken as it stands


def pair_of(row: dict, prompt: list[dict], chosen: str, rejected: str, root: str | None = None, **fields) -> Pair:
    """A pair with what every format may say in the same columns. Raises UnusableError."""
    turns = turns_of_messages(prompt)
    require(len(turns) > 0 and turns[-1]["role"] == "user" and isinstance(chosen, str) and isinstance(rejected, str))
    if not chosen.strip() or not rejected.strip():
        raise UnusableError("no_response")
    spoken = [turn["role"] for turn in (turns[1:] if turns[0]["role"] == "system" else turns)]
    if spoken != ["user", "assistant"] * (len(spoken) // 2) + ["user"]:
        raise UnusableError("turns_do_not_alternate")
    identity, source, batch = (row.get(name) for name in ("id", "source", "batch"))
    weight = 1.0 if row.get("weight") is None else number_of(row["weight"])
    require(weight > 0)
    return Pair(
        id=str(identity or ""),
        prompt=turns,
        chosen=chosen,
        rejected=rejected,
        root=root or root_of(turns),
        source=source if isinstance(source, str) else "",
        batch=batch if type(batch) is int else None,
        weight=weight,
        **fields,
    )


def turns_of_messages(messages: list[dict]) -> tuple[dict, ...]:
    """Messages with their role and content alone."""
    turns = tuple({"role": message["role"], "content": message["content"]} for message in messages)
    require(all(turn["role"] in ROLES and isinstance(turn["content"], str) for turn in turns))
    return turns


def split_of(row: dict) -> str | None:
    """The split that a row names, if it names one of ours."""
    return row["split"] if row.get("split") in ("train", "test") else None


def number_of(value: object) -> float:
    """A finite number. Raises UnusableError for anything else."""
    require(isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value))
    return float(value)


def require(holds: bool) -> None:
    """Raise UnusableError(malformed_line) unless `holds`."""
    if not holds:
        raise UnusableError("malformed_line")
