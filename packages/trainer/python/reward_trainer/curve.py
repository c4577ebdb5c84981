"""`curve`: fits on growing shares of the own training dialogs, and says what more comparisons are worth.

curve.json: {dimension, test_pairs, test_dialogs, points: [{share, pairs (own, calibration included), accuracy, ci95,
ci95_clustered, by_strength, folder}], slope_per_doubling, slope_ci95, next_thousand: {pairs, expected_gain, ci95,
sentence}} (curve_fit.py).
"""

import dataclasses
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from .curve_fit import worth
from .curve_page import write_curve_page
from .distributed import World
from .errors import BadInputError
from .events import Events
from .metrics import outcomes
from .report import write_json
from .score_files import read_scores, scores_path
from .series import fit_series, read_report
from .spec import Spec
from .stop import Stop
from .strict import require


def parse_shares(text: str) -> list[Fraction]:
    """Shares written as "1/8,1/2,1", rising. Raises BadInputError."""
    try:
        shares = sorted({Fraction(part.strip()) for part in text.split(",")})
    except (ValueError, ZeroDivisionError) as error:
        raise BadInputError(f"--shares is {text}; write shares like 1/8,1/4,1/2,1") from error
    require(all(0 < share <= 1 for share in shares), f"--shares is {text}; each must be above 0, and 1 or below")
    require(len(shares) > 1, f"--shares is {text}; a curve needs at least two shares")
    return shares


def fit_curve(spec: Spec, shares: Sequence[Fraction], events: Events, stop: Stop, world: World) -> None:
    """Fit each share in a folder of its own below spec.output_dir, then write curve.json, curve.md and curve.png there.

    A share that was fitted already, by the same spec on the same data, is not fitted again. Raises BadInputError and
    InterruptedRunError.
    """
    output = Path(spec.output_dir)
    parts = [
        dataclasses.replace(
            spec,
            output_dir=str(output / f"share-{share.numerator}-of-{share.denominator}"),
            train_share=spec.train_share * float(share),
            run_id=f"{spec.run_id}/{share}",
        )
        for share in shares
    ]

    def tell(index: int, finished: bool) -> None:
        events.emit("share", share=str(shares[index]), number=index + 1, of=len(shares), finished=finished)

    fit_series(parts, tell, events, stop, world)
    if not world.main:
        return
    curve = learning_curve([str(share) for share in shares], parts, spec.seed)
    write_curve_page(output, curve)
    write_json(output / "curve.json", curve)
    events.emit("curve", **curve["next_thousand"])


def learning_curve(shares: Sequence[str], parts: Sequence[Spec], seed: int) -> dict:
    """The content of curve.json from the folders of finished runs. Raises BadInputError."""
    reports = [read_report(part) for part in parts]
    folders = [Path(part.output_dir) for part in parts]
    scores = [read_scores(scores_path(folder, 0)) for folder in folders]
    common = [name for name in scores[0] if all(name in each for each in scores)]
    require(len(common) > 0, "the own test set has no pair; export a snapshot that has some")
    points = [_point(*each) for each in zip(shares, folders, reports, strict=True)]
    sizes = [point["pairs"] for point in points]
    require(len(set(sizes)) > 1, "every share has the same pairs; take more data, or shares further apart")
    won = [outcomes([each[name].chosen - each[name].rejected for name in common]) for each in scores]
    dialogs = [scores[0][name].root for name in common]
    return {
        "dimension": reports[0]["train"]["dimension"],
        "test_pairs": len(common),
        "test_dialogs": len(set(dialogs)),
        "points": points,
        **worth(sizes, won, dialogs, seed),
    }


def _point(share: str, folder: Path, report: dict) -> dict:
    train, own = report["train"], report["evaluations"][0]
    measured = {key: own[key] for key in ("accuracy", "ci95", "ci95_clustered", "by_strength")}
    return {"share": share, "pairs": train["own_pairs"], **measured, "folder": folder.name}
