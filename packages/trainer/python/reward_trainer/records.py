"""Streams the rows of a file: JSON lines, packed or not, and Parquet, told apart by their first bytes."""

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow
from pyarrow import parquet

from .errors import BadInputError

GZIP, PARQUET = b"\x1f\x8b", b"PAR1"
ROWS_AT_ONCE = 1000


def records(path: str) -> Iterator[tuple[int, dict | None]]:
    """(line, row) of each line that is not blank, counted from 1; None where a line is no JSON object in UTF-8.

    Memory does not grow with the file. Raises BadInputError for a file that is not whole.
    """
    with Path(path).open("rb") as file:
        start = file.read(4)
    if start == PARQUET:
        return _parquet_rows(path)
    return _lines(path, packed=start.startswith(GZIP))


def _lines(path: str, packed: bool) -> Iterator[tuple[int, dict | None]]:
    try:
        # Bytes: a text file would also end lines at U+2028, which may stand inside a JSON string.
        with gzip.open(path, "rb") if packed else Path(path).open("rb") as file:
            yield from rows_of(file)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise BadInputError(f"{path} is not a whole gzip file; download it again") from error


def rows_of(lines: Iterable[bytes]) -> Iterator[tuple[int, dict | None]]:
    """(line, row) of each line that is not blank, as `records` has them, from a stream that is open already."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, _object(line)


def _object(line: bytes) -> dict | None:
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _parquet_rows(path: str) -> Iterator[tuple[int, dict | None]]:
    number = 0
    try:
        with parquet.ParquetFile(path) as file:
            # No format has a time that is read, and Python cannot hold every time that Parquet can.
            columns = [field.name for field in file.schema_arrow if not pyarrow.types.is_temporal(field.type)]
            for batch in file.iter_batches(batch_size=ROWS_AT_ONCE, columns=columns):
                for row in batch.to_pylist():
                    number += 1
                    yield number, row
    except (pyarrow.ArrowException, OSError) as error:
        raise BadInputError(f"{path} is not a whole Parquet file; download it again") from error
