"""Reads a preference file of any format that is known, and counts every row that cannot be used."""

import dataclasses
import hashlib
import json
from collections import Counter
from collections.abc import Collection

from .data import Pair, Rows, Split
from .reading import Reading, UnusableError, split_of
from .records import records
from .shapes import format_of, read_row
from .strengths import of_margins


def read_rows(
    path: str,
    dimension: str,
    split: Split,
    *,
    source: str = "unknown",
    strengths: Collection[str] | None = None,
    edits: bool = False,
) -> Rows:
    """Read the rows of `split`; a row that names no split belongs to the one that is asked for.

    `source` stands for that of rows that name none. `strengths` are those that are kept, None keeps all; they are
    the judged pair's, and its edits go with it. With `edits`, a row whose chosen response was improved gives
    edited > chosen and edited > rejected beside the judged pair (arXiv 2407.21783, section 4.2.1).

    A row without an id gets one by its texts: the same in every file and run, and in none for another pair.

    Reasons in `dropped`, in rows (one that names no split counts in each, of_any_split): malformed_line,
    other_dimension, not_judged, tie, no_response, different_prompts, turns_do_not_alternate, identical_responses,
    chosen_unsafe (chosen unsafe and the other safe: excluded by Llama 2, section 3.2.1), strength_left_out,
    edit_left_out.
    Notes: edited_pairs (taken in), edits_not_taken, strength_not_translated, margin_not_translated (it is of neither
    table, or the file does not say of which: fitted as if without one), safety_label_of_one_response.
    Raises BadInputError for a file that is not whole.
    """
    rows, usable, named_alike = Rows(), [], Counter()
    for line, row in records(path):
        rows.total += 1
        reading = _read(row, line, split, rows)
        if reading:
            reason = _unusable(reading, dimension)
            if reason:
                rows.drop(reason, line)
            else:
                usable.append((line, reading))
    for (line, reading), pair in zip(usable, _with_strengths([reading for _, reading in usable]), strict=True):
        named = dataclasses.replace(pair, id=pair.id or _id_of(pair, named_alike), source=pair.source or source)
        if pair.kind == "edited" and not edits:
            rows.drop("edit_left_out", line)
        elif pair.kind == "judged" and strengths is not None and pair.strength not in strengths:
            rows.drop("strength_left_out", line)
        else:
            rows.notes.update(reading.notes)
            rows.pairs += [named, *_edits(named, reading, rows, edits)]
            rows.notes.update({"edited_pairs": 1} if pair.kind == "edited" else {})
            rows.notes.update({"margin_not_translated": 1} if reading.margin and pair.strength == "unknown" else {})
    return rows


def _id_of(pair: Pair, found: Counter) -> str:
    """An id by the texts of a pair; the second and later ones of the same texts are numbered."""
    texts = [[turn["content"] for turn in pair.prompt], pair.chosen, pair.rejected]
    name = hashlib.sha256(json.dumps(texts).encode()).hexdigest()[:16]
    found[name] += 1
    return name if found[name] == 1 else f"{name}-{found[name]}"


def _read(row: dict | None, line: int, split: Split, rows: Rows) -> Reading | None:
    """The reading of a row of the split; every other row is counted."""
    try:
        if row is None:
            raise UnusableError("malformed_line")
        rows.formats[format_of(row)] += 1
        reading = read_row(row)
    except UnusableError as error:
        named = split_of(row or {})
        if named not in (split, None):
            rows.other_split += 1
            return None
        rows.drop(str(error), line)
        rows.of_any_split.update([str(error)] if named is None else [])
        return None
    if reading.split not in (split, None):
        rows.other_split += 1
        return None
    rows.roots.add(reading.pair.root)
    return reading


def _unusable(reading: Reading, dimension: str) -> str | None:
    if reading.dimension not in (dimension, None):
        return "other_dimension"
    if reading.pair.chosen == reading.pair.rejected:
        return "identical_responses"
    if reading.pair.safe == (False, True):
        return "chosen_unsafe"
    return None


def _with_strengths(readings: list[Reading]) -> list[Pair]:
    """The pairs, with a strength in place of a margin where the file's margins say which table they are from."""
    margins = [reading.margin for reading in readings if reading.margin is not None]
    found = iter(of_margins(margins))
    return [
        reading.pair if reading.margin is None else dataclasses.replace(reading.pair, strength=next(found))
        for reading in readings
    ]


def _edits(pair: Pair, reading: Reading, rows: Rows, wanted: bool) -> list[Pair]:
    """The edited response over both others. Nobody labelled it, nor said by how much it is better than the chosen."""
    if not reading.edited:
        return []
    if not wanted:
        rows.notes["edits_not_taken"] += 1
        return []
    edited = dataclasses.replace(pair, chosen=reading.edited, safe=None, ratings=None, kind="edited")
    made = [
        dataclasses.replace(edited, id=f"{pair.id}/edited", rejected=pair.chosen, strength="negligibly_better"),
        dataclasses.replace(edited, id=f"{pair.id}/edited-rejected"),
    ]
    made = [each for each in made if each.chosen != each.rejected]
    rows.notes["edited_pairs"] += len(made)
    return made
