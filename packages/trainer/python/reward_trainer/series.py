"""Runs that belong together, each in a folder of its own: finished ones are kept, a stopped one goes on."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from .distributed import World
from .events import Events
from .finished import is_finished
from .run import run
from .spec import Spec
from .stop import Stop


def fit_series(
    parts: Sequence[Spec], tell: Callable[[int, bool], None], events: Events, stop: Stop, world: World
) -> None:
    """Fit each part. One that was fitted already, by the same spec on the same data, is not fitted again.

    `tell` hears of each, before it is fitted, its position from 0 and whether it is finished already. Raises
    BadInputError and InterruptedRunError.
    """
    for index, part in enumerate(parts):
        finished = world.any(is_finished(part))
        tell(index, finished)
        if not finished:
            run(part, events, stop, world)
        world.wait()


def read_report(part: Spec) -> dict:
    """report.json of a fitted part."""
    return json.loads((Path(part.output_dir) / "report.json").read_text(encoding="utf-8"))
