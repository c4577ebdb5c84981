"""The rows of downloaded files, one dict after the other."""

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from .errors import PreferablyError


class Rows(Iterable[dict[str, Any]]):
    """Iterates over the rows, as often as wanted and in constant memory."""

    def __init__(self, paths: list[Path], split: str | None = None):
        self.paths = paths
        self._split = split

    def only(self, split: str) -> "Rows":
        """Those rows of a file of both splits that say they belong to this one."""
        return Rows(self.paths, split)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for path in self.paths:
            with opened(path) as lines:
                for line in lines:
                    row = json.loads(line)
                    if self._split is None or row["split"] == self._split:
                        yield row

    def to_dataset(self) -> Any:
        """The rows as a datasets.Dataset, which needs the package `datasets`."""
        try:
            import datasets  # noqa: PLC0415  only who asks for it has it installed
        except ImportError as error:
            raise PreferablyError("this needs the package datasets: pip install 'preferably[datasets]'") from error
        if all(path.suffix == ".parquet" for path in self.paths):
            return datasets.Dataset.from_parquet([str(path) for path in self.paths])
        read = datasets.Dataset.from_json([str(path) for path in self.paths])
        return read if self._split is None else read.filter(lambda row: row["split"] == self._split)


def opened(path: Path) -> Any:
    """JSON lines, packed or not."""
    if path.name.endswith(".jsonl"):
        return path.open(encoding="utf-8")
    if path.name.endswith(".jsonl.gz"):
        return gzip.open(path, "rt", encoding="utf-8")
    raise PreferablyError(
        f"{path.name} is not made of JSON lines that this client unpacks; read it with pyarrow, datasets or zstd"
    )
