"""Remembers that a run came to its end, so that the same spec on the same data is not fitted a second time."""

import json
from pathlib import Path

from .report import write_json
from .spec import Spec

FINISHED = "finished.json"


def is_finished(spec: Spec) -> bool:
    """Whether its output_dir holds what this spec came to, on this data."""
    try:
        found = json.loads((Path(spec.output_dir) / FINISHED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return found == {"fingerprint": spec.fingerprint()}


def mark_finished(spec: Spec) -> None:
    """Say that output_dir holds all that this spec came to."""
    write_json(Path(spec.output_dir) / FINISHED, {"fingerprint": spec.fingerprint()})


def forget_finished(spec: Spec) -> None:
    """Before output_dir is written to again: until that is done, it holds no run's whole result."""
    (Path(spec.output_dir) / FINISHED).unlink(missing_ok=True)
