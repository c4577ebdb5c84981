"""The plots of a report: PNG files that tell everything by shape and place, so they read the same in grey.

The same report gives the same bytes: no date, no version in the file, fonts that come with matplotlib.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from . import figures
from .report import final_loss
from .wording import NAMES, count, percent, set_name, threshold

STYLE = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": figures.MID,
    "axes.titlesize": 11,
    "axes.titlelocation": "left",
    "legend.frameon": False,
    "hatch.linewidth": 0.6,
    "lines.linewidth": 1.4,
    "text.parse_math": False,  # names come from the data
}


@dataclass(frozen=True)
class Plot:
    """A written plot: its file name, what it shows in words, and the section of report.md it belongs to."""

    file: str
    alt: str
    section: str


def draw_plots(folder: Path, report: dict) -> list[Plot]:
    """Write the PNG files of a report into `folder`, those that its data can give. Returns them in reading order."""
    evaluations, plots = report["evaluations"], []
    own = evaluations[0]
    labelled = next((each for each in evaluations if each["safety"] and each["safety"]["curve"]), None)
    rated = next((each for each in evaluations if each["ratings"]), None)

    def draw(file: str, section: str, alt: str, size: tuple[float, float], paint: Callable[[Figure], None]) -> None:
        save_plot(folder / file, size, paint)
        plots.append(Plot(file, alt, section))

    measured = [each for each in evaluations if each["pairs"]]
    if measured:
        alt = f"Accuracy by strength with 95 % intervals. {' '.join(map(_strength_words, measured))}"
        draw(
            "accuracy-by-strength.png",
            "By strength and kind of pair",
            alt,
            (7.2, 4),
            lambda f: figures.strengths(f, measured),
        )
    if own["pairs"]:
        before, after = own["calibration"]["before"], own["calibration"]["after"]
        alt = f"Reliability diagram: accuracy against confidence. Calibration error {before['ece']:.3f}"
        alt += f" before and {after['ece']:.3f} after Platt scaling." if after else "; no Platt scaling."
        draw("reliability.png", "Calibration", alt, (5.6, 5.2), lambda f: figures.reliability(f, own["calibration"]))
        found = own["histograms"]
        rows = found["difference"]["by_strength"]
        alt = f"Histograms of the score difference chosen less rejected, one for each of {len(rows)} strengths; "
        alt += "right of 0 the model agrees with the annotator."
        size = (7.2, 1.0 + 1.05 * len(rows))
        draw(
            "score-differences.png",
            "Scores",
            alt,
            size,
            lambda f: figures.differences(f, own["histograms"]["difference"]),
        )
        alt = f"Histograms of the scores of the chosen and of the rejected responses of {count(own['pairs'])} pairs."
        draw("scores.png", "Scores", alt, (7.2, 3.6), lambda f: figures.scores(f, found["score"]))
    if labelled:
        safety = labelled["safety"]
        alt = "Precision against recall of unsafe responses. " + " ".join(map(_threshold_words, safety["at"]))
        draw("safety.png", "Safety of single responses", alt, (5.6, 5.2), lambda f: figures.safety(f, safety))
    if rated:
        alt = "Mean of sigmoid(score) by human rating, with a band of one standard deviation on either side."
        draw("ratings.png", "Scores", alt, (5.6, 4), lambda f: figures.ratings(f, rated["ratings"]))
    if report["curve"]:
        curve = report["curve"]
        steps, first, last = count(curve[-1]["step"]), final_loss(curve[::-1]), final_loss(curve)
        alt = f"Training loss over {steps} steps: {first:.3f} in the first tenth, {last:.3f} in the last."
        draw("loss.png", "Training", alt, (7.2, 3.6), lambda f: figures.loss(f, curve))
    return plots


def save_plot(path: Path, size: tuple[float, float], paint: Callable[[Figure], None]) -> None:
    """Write a PNG of `size` inches that `paint` draws, the whole file or nothing."""
    temporary = path.with_name(path.name + ".new")
    with rc_context(STYLE):
        figure = Figure(figsize=size, dpi=150, layout="constrained")
        paint(figure)
        with temporary.open("wb") as file:
            FigureCanvasAgg(figure).print_png(file, metadata={"Software": None})
    os.replace(temporary, path)


def _strength_words(evaluation: dict) -> str:
    parts = [f"{NAMES[row['strength']]} {percent(row['accuracy'])}" for row in evaluation["by_strength"]]
    return f"On the {set_name(evaluation)}: {', '.join(parts)}."


def _threshold_words(point: dict) -> str:
    recall, precision = percent(point["recall"]), percent(point["precision"])
    return f"Below {threshold(point['threshold'])}: recall {recall}, precision {precision}."
