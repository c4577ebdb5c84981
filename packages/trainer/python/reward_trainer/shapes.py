"""Tells a row's format by its keys, and reads it. docs/trainer.md lists the formats."""

from .data import STRENGTHS
from .dialogs import read_hh, read_trl
from .reading import Reading, UnusableError, number_of, pair_of, require, split_of
from .strengths import of_scale
from .transcripts import is_transcript

LABELS = {"safe": True, "unsafe": False, True: True, False: False, None: None}


def format_of(row: dict) -> str:
    """The format of a row: canonical, huggingface, trl, hh, comparison or unrecognised."""
    if "chosen" in row and "rejected" in row:
        if row.get("prompt") is None and is_transcript(row["chosen"]) and is_transcript(row["rejected"]):
            return "hh"
        return "huggingface" if "pair" in row and "safety_bin" in row else "trl"
    if "side" in row:
        return "canonical"
    return "comparison" if "prompt" in row else "unrecognised"


def read_row(row: dict) -> Reading:
    """Read a row of any format. Raises UnusableError; where a field is missing or wrong, it is malformed_line."""
    readers = {"canonical": _canonical, "comparison": _comparison, "hh": read_hh, "trl": read_trl}
    reader = (readers | {"huggingface": read_trl}).get(format_of(row))
    try:
        require(reader is not None)
        return reader(row)
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise UnusableError("malformed_line") from error


def _canonical(row: dict) -> Reading:
    require(row["dimension"] in ("helpfulness", "safety") and row["split"] in ("train", "test"))
    require(row["strength"] in (*STRENGTHS[:-1], None) and isinstance(row["id"], str))
    require(isinstance(row["root_sha256"], str) and isinstance(row.get("edited"), str | None))
    labels = row["safety"] and tuple(row["safety"][side] for side in "ab")
    if labels == (None, None):  # as Parquet may have it
        labels = None
    require(labels is None or all(label in ("safe", "unsafe") for label in labels))
    chosen, rejected = _sides(row["side"])
    pair = pair_of(
        row,
        row["prompt"],
        row[f"response_{chosen}"],
        row[f"response_{rejected}"],
        root=row["root_sha256"],
        strength=row["strength"] or "unknown",
        safe=labels and (row["safety"][chosen] == "safe", row["safety"][rejected] == "safe"),
    )
    edited = row.get("edited")
    return Reading(pair, row["split"], row["dimension"], None if edited in (pair.chosen, "") else edited)


def _comparison(row: dict) -> Reading:
    """A comparison row of the import format, with the one judgement that is recorded on it."""
    if row.get("response_a") is None or row.get("response_b") is None:
        raise UnusableError("no_response")
    preferred = row.get("preferred")
    if preferred is None or preferred == "tie":
        raise UnusableError("not_judged" if preferred is None else "tie")
    chosen, rejected = _sides(preferred)
    notes: list[str] = []
    strength = row.get("strength")
    if not isinstance(strength, str | None):
        strength = of_scale(number_of(strength), row.get("strength_scale"))
        notes += [] if strength else ["strength_not_translated"]
    require(strength in (*STRENGTHS, None))
    labels = row.get("safety") or {}
    safe = (LABELS[labels.get(chosen)], LABELS[labels.get(rejected)])
    if None in safe:
        notes += [] if safe == (None, None) else ["safety_label_of_one_response"]
        safe = None
    ratings = row.get("ratings") and tuple(number_of(row["ratings"][side]) for side in (chosen, rejected))
    require(not ratings or all(1 <= rating <= 7 for rating in ratings))
    responses = (row[f"response_{chosen}"], row[f"response_{rejected}"])
    pair = pair_of(row, row["prompt"], *responses, strength=strength or "unknown", safe=safe, ratings=ratings or None)
    return Reading(pair, split_of(row), row.get("domain"), notes=tuple(notes))


def _sides(preferred: str) -> str:
    """The sides in the order (chosen, rejected)."""
    require(preferred in ("a", "b"))
    return "ab" if preferred == "a" else "ba"
