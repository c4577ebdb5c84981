"""Runs that belong together, each in a folder of its own: finished ones are kept, a stopped one goes on."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from .distributed import World
from .events import Events
from .report import write_json
from .run import run
from .spec import Spec
from .stop import Stop

FINISHED = "finished.json"


def fit_series(
    parts: Sequence[Spec], tell: Callable[[int, bool], None], events: Events, stop: Stop, world: World
) -> None:
    """Fit each part. One that was fitted already, by the same spec on the same data, is not fitted again.

    `tell` hears of each, before it is fitted, its position from 0 and whether it is finished already. Raises
    BadInputError and InterruptedRunError.
    """
    for index, part in enumerate(parts):
        finished = _is_finished(part)
        tell(index, finished)
        if not finished:
            world.wait()  # none may see what the first one to be ready writes
            run(part, events, stop, world)
            if world.main:
                write_json(Path(part.output_dir) / FINISHED, {"fingerprint": part.fingerprint()})
        world.wait()


def read_report(part: Spec) -> dict:
    """report.json of a fitted part."""
    return json.loads((Path(part.output_dir) / "report.json").read_text(encoding="utf-8"))


def _is_finished(part: Spec) -> bool:
    try:
        found = json.loads((Path(part.output_dir) / FINISHED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return found == {"fingerprint": part.fingerprint()}
