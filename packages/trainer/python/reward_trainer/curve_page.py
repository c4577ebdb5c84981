"""curve.md and curve.png: a learning curve in words, a table and a plot (Llama 2, figure 6)."""

from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from .data import STRENGTHS
from .figures import INK, MID, SERIES
from .plots import save_plot
from .report import write_text
from .wording import NAMES, best_interval, count, measured_cell, name_of, percent, points, table

MARKERS = (*SERIES, ("v", "-", MID))


def write_curve_page(output: Path, curve: dict) -> None:
    """Write output/curve.md and output/curve.png (curve.py names the curve's keys)."""
    save_plot(output / "curve.png", (7.2, 4.4), lambda figure: draw(figure, curve))
    write_text(output / "curve.md", page(curve))


def page(curve: dict) -> str:
    """The page. It shows curve.png."""
    rows = curve["points"]
    keys = [key for key in STRENGTHS if any(key in _strengths(row) for row in rows)]
    head = ["share of the dialogs", "own pairs", "all pairs", *(name_of(key) for key in keys)]
    cells = [
        [row["share"], count(row["pairs"]), measured_cell(row)]
        + [measured_cell(_strengths(row)[key]) if key in _strengths(row) else "–" for key in keys]
        for row in rows
    ]
    first, last = rows[0], rows[-1]
    alt = f"Accuracy against own training pairs: {percent(first['accuracy'])} with {count(first['pairs'])}, "
    alt += f"{percent(last['accuracy'])} with {count(last['pairs'])}."
    slope = f"A doubling of the pairs goes with {points(curve['slope_per_doubling'])}"
    if curve["slope_ci95"]:
        slope += f" (95 % interval {points(curve['slope_ci95'][0])} to {points(curve['slope_ci95'][1])})"
    return "\n\n".join([
        f"# Learning curve for {curve['dimension']}",
        curve["next_thousand"]["sentence"],
        f"{slope}, by a line through {len(rows)} points on {count(curve['test_pairs'])} test pairs of "
        f"{count(curve['test_dialogs'])} dialogs.",
        f"![{alt}](curve.png)",
        table(head, cells),
        "## Limits",
        "- The shares are nested and have one seed; the intervals say what another test set might show, not what "
        "another seed would.\n- A line in the logarithm is a summary of these points. Beyond them it is a guess, and "
        "accuracy ends where annotators disagree.\n- Pairs are the run's own; what the mix adds grows with them. "
        "A share with too few of them holds none back for calibration.",
    ]) + "\n"  # fmt: skip


def draw(figure: Figure, curve: dict) -> None:
    """Accuracy by strength against the own training pairs, on a logarithmic axis."""
    axes, rows = figure.subplots(), curve["points"]
    sizes = np.array([row["pairs"] for row in rows], dtype=float)
    bounds = np.array([best_interval(row) for row in rows])
    values = np.array([row["accuracy"] for row in rows])
    axes.errorbar(sizes, values, np.abs(np.stack([values - bounds[:, 0], bounds[:, 1] - values])), fmt="o-",
                  color=INK, linewidth=2.2, capsize=3, label="all pairs, 95 % interval", zorder=3)  # fmt: skip
    for index, key in enumerate(key for key in STRENGTHS if any(key in _strengths(row) for row in rows)):
        found = [(row["pairs"], _strengths(row)[key]["accuracy"]) for row in rows if key in _strengths(row)]
        marker, line, grey = MARKERS[index % len(MARKERS)]
        axes.plot(*zip(*found, strict=True), marker=marker, linestyle=line, color=grey, mfc="white", linewidth=1,
                  label=NAMES[key])  # fmt: skip
    axes.axhline(0.5, color=MID, linewidth=0.9, linestyle=(0, (1, 2)))
    axes.set_xscale("log", base=2)
    axes.set_xticks(sizes, [count(row["pairs"]) for row in rows])
    axes.minorticks_off()
    axes.yaxis.set_major_formatter(lambda value, _: f"{100 * value:.0f} %")
    axes.set_xlabel("own training pairs")
    axes.set_ylabel("accuracy on the same test pairs")
    figure.legend(loc="outside upper left", ncols=3, fontsize=9)


def _strengths(row: dict) -> dict[str, dict]:
    return {each["strength"]: each for each in row["by_strength"]}
