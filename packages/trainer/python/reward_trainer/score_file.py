"""`score`: rows in, scores out, one JSON object a line, in constant memory."""

import json
import math
import os
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from scipy.special import expit

from .errors import BadInputError
from .load_model import load_reward_model, slope_of
from .model import RewardModel
from .records import records, rows_of
from .score_rows import Asked, ask_row, score_asked
from .stop import Stop

WINDOW = 512  # rows that are sorted by length and batched together


def score_file(folder: str, source: str, target: str, stdout: TextIO, stop: Stop) -> None:
    """Score the rows of `source` ("-" is stdin) into `target` ("-" is `stdout`, which libraries must not print to).

    A target file appears whole or not at all. Raises BadInputError, and InterruptedRunError when stopped.
    """
    rows = rows_of(sys.stdin.buffer) if source == "-" else _open(source)
    slope = slope_of(folder)
    model = load_reward_model(folder)
    counts = {"scored": 0, "errors": 0}
    if target == "-":
        _write(scored(model, rows, slope, stop), stdout, counts)
    else:
        fresh = Path(f"{target}.new")
        try:
            with fresh.open("w", encoding="utf-8") as file:
                _write(scored(model, rows, slope, stop), file, counts)
            os.replace(fresh, target)
        except OSError as error:
            raise BadInputError(f"{target} cannot be written ({error.strerror}); give another path") from error
        finally:
            fresh.unlink(missing_ok=True)
    print(f"{counts['scored']} rows scored, {counts['errors']} could not be", file=sys.stderr)


def scored(
    model: RewardModel, rows: Iterable[tuple[int, dict | None]], slope: float | None, stop: Stop
) -> Iterator[list[dict]]:
    """The results of each window of rows, in the order of the rows.

    {id, score} of a dialog, {id, chosen, rejected, probability} of a judged comparison and {id, a, b, probability} of
    another one; `line` stands for an id that the row lacks, `probability`, of the first of the two, is left out
    without a slope, `truncated` is true where oldest turns were lost. A row that cannot be scored gives
    {line, error}, with its id where it has one.
    """
    rows = iter(rows)
    while window := _next(rows, stop):
        results: list[dict] = []
        asked = []
        for line, row in window:
            name = {"id": row["id"]} if row and isinstance(row.get("id"), str | int) else {"line": line}
            try:
                item = ask_row(row, model)
            except BadInputError as error:
                results.append({"line": line} | name | {"error": str(error)})
            else:
                asked.append((len(results), line, item))
                results.append(name)
        scores = score_asked(model, [item for _, _, item in asked], stop)
        for (place, line, item), found in zip(asked, scores, strict=True):
            if not all(map(math.isfinite, found)):
                results[place] = {"line": line} | results[place] | {"error": "the model gives no finite score for it"}
                continue
            results[place] |= _values(item, found, slope) | ({"truncated": True} if item.truncated else {})
        yield results


def _next(rows: Iterator[tuple[int, dict | None]], stop: Stop) -> list[tuple[int, dict | None]]:
    """The next window; who is to stop does not wait for a pipe to fill it."""
    with stop.waiting():
        return list(islice(rows, WINDOW))


def _values(asked: Asked, found: tuple[float, ...], slope: float | None) -> dict:
    if len(found) == 1:
        return {"score": found[0]}
    first, second = found
    probability = {} if slope is None else {"probability": float(expit(slope * (first - second)))}
    return dict(zip(asked.names, found, strict=True)) | probability


def _write(windows: Iterable[list[dict]], stream: TextIO, counts: dict) -> None:
    for results in windows:
        for result in results:
            counts["errors" if "error" in result else "scored"] += 1
            stream.write(json.dumps(result, ensure_ascii=False, allow_nan=False) + "\n")
        stream.flush()


def _open(source: str) -> Iterator[tuple[int, dict | None]]:
    try:
        return records(source)
    except OSError as error:
        raise BadInputError(f"{source} cannot be read ({error.strerror}); give an existing file or -") from error
