"""`seeds`: fits one spec with several seeds, and says how much of its accuracy is chance.

seeds.json: {dimension, seeds, runs: [{seed, folder}], sets: one for each test set, the run's own first, as
compare.spread has it, with the cross and, where the spec gives one, the name of its evaluation}.
"""

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from .compare import spread
from .distributed import World
from .errors import BadInputError
from .events import Events
from .report import write_json
from .seeds_page import write_seeds_page
from .series import fit_series, read_report
from .spec import Spec
from .stop import Stop
from .strict import require

MOST = 2**32


def parse_seeds(text: str) -> list[int]:
    """Seeds written as "0,1,2", in their order. Raises BadInputError."""
    words = [part.strip() for part in text.split(",")]
    if not all(word.isascii() and word.isdigit() and int(word) < MOST for word in words):
        raise BadInputError(f"--seeds is {text}; write whole numbers from 0 to {MOST - 1} like 0,1,2")
    seeds = [int(word) for word in words]
    require(len(set(seeds)) == len(seeds), f"--seeds is {text}; name each seed once")
    require(len(seeds) > 1, f"--seeds is {text}; how much is chance takes at least two seeds")
    return seeds


def fit_seeds(spec: Spec, seeds: Sequence[int], events: Events, stop: Stop, world: World) -> None:
    """Fit the spec with each seed in a folder of its own below spec.output_dir, then write seeds.json and seeds.md.

    A seed that was fitted already, by the same spec on the same data, is not fitted again. Raises BadInputError and
    InterruptedRunError.
    """
    output = Path(spec.output_dir)
    parts = [
        dataclasses.replace(
            spec, seed=seed, output_dir=str(output / f"seed-{seed}"), run_id=f"{spec.run_id}/seed-{seed}"
        )
        for seed in seeds
    ]

    def tell(index: int, finished: bool) -> None:
        events.emit("seed", seed=seeds[index], number=index + 1, of=len(seeds), finished=finished)

    fit_series(parts, tell, events, stop, world)
    if not world.main:
        return
    found = over_seeds(seeds, parts)
    write_seeds_page(output, found)
    write_json(output / "seeds.json", found)
    own = found["sets"][0]
    events.emit("seeds", seeds=list(seeds), mean=own["mean"], sd=own["sd"], range=own["range"])


def over_seeds(seeds: Sequence[int], parts: Sequence[Spec]) -> dict:
    """The content of seeds.json from the folders of finished runs. Raises BadInputError."""
    reports = [read_report(part) for part in parts]
    named = [{key: each[key] for key in ("name", "cross") if key in each} for each in reports[0]["evaluations"]]
    return {
        "dimension": reports[0]["train"]["dimension"],
        "seeds": list(seeds),
        "runs": [{"seed": seed, "folder": Path(part.output_dir).name} for seed, part in zip(seeds, parts, strict=True)],
        "sets": [{**names, **found} for names, found in zip(named, spread(reports), strict=True)],
    }
