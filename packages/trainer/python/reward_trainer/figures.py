"""What each plot of a report shows. Told apart by marker, line and hatch, never by colour alone."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .data import STRENGTHS
from .wording import NAMES, best_interval, count, set_name, threshold

INK, MID, LIGHT = "#111111", "#6b6b6b", "#c4c4c4"
SERIES = (("o", "-", INK), ("s", "--", MID), ("^", ":", INK), ("D", "-.", MID))  # marker, line, grey
SHORT = {"negligibly_better": "negligibly better\n/ unsure"}


def strengths(figure: Figure, evaluations: Sequence[dict]) -> None:
    """Accuracy by strength of every test set, beside all of its pairs (Llama 2, table 8)."""
    axes = figure.subplots()
    keys = [key for key in STRENGTHS if any(key in _by_strength(each) for each in evaluations)]
    scale = [key for key in keys if key != "unknown"]  # the unrecorded have no place on the scale: no line
    labels = [*(SHORT.get(key, NAMES[key].replace(" ", "\n", 1)) for key in keys), "all pairs"]
    for index, evaluation in enumerate(evaluations):
        found = _by_strength(evaluation)
        marker, line, grey = SERIES[index % len(SERIES)]
        shift = 0.12 * (index - (len(evaluations) - 1) / 2)
        name = f"{set_name(evaluation)}, {count(evaluation['pairs'])} pairs"
        spots = [spot for spot, key in enumerate(scale) if key in found]
        _bars(axes, np.array(spots) + shift, [found[keys[spot]] for spot in spots], marker, line, grey, name)
        alone = [(spot, found[key]) for spot, key in enumerate(keys) if key in found and key not in scale]
        alone.append((len(keys), evaluation))
        _bars(axes, np.array([spot for spot, _ in alone]) + shift, [row for _, row in alone], marker, "none", grey)
    axes.axhline(0.5, color=MID, linewidth=0.9, linestyle=(0, (1, 2)))
    axes.annotate("chance", (1, 0.5), (-2, 3), xycoords=("axes fraction", "data"), textcoords="offset points",
                  ha="right", fontsize=9, color=MID)  # fmt: skip
    axes.axvline(len(keys) - 0.5, color=LIGHT, linewidth=0.9)
    axes.set_xticks(range(len(labels)), labels)
    axes.set_xlim(-0.5, len(labels) - 0.5)
    axes.yaxis.set_major_formatter(lambda value, _: f"{100 * value:.0f} %")
    axes.set_ylabel("accuracy, 95 % interval")
    figure.legend(loc="outside upper left", ncols=1 if len(evaluations) > 2 else 2)


def _by_strength(evaluation: dict) -> dict[str, dict]:
    return {row["strength"]: row for row in evaluation["by_strength"]}


def _bars(axes: Axes, spots, rows: Sequence[dict], marker: str, line: str, grey: str, label: str | None = None) -> None:
    """Accuracies with their intervals."""
    if not rows:  # nothing on the scale: the label still belongs in the legend
        axes.plot([], [], marker, linestyle=line, color=grey, label=label)
        return
    values = np.array([row["accuracy"] for row in rows])
    bounds = np.array([best_interval(row) for row in rows])
    reach = np.abs(np.stack([values - bounds[:, 0], bounds[:, 1] - values]))
    face = grey if marker == "o" else "white"
    axes.errorbar(spots, values, reach, fmt=marker, linestyle=line, color=grey, mfc=face, capsize=3, label=label)


def reliability(figure: Figure, calibration: dict) -> None:
    """Accuracy against confidence, before and after Platt scaling."""
    axes = figure.subplots()
    axes.plot([0.5, 1], [0.5, 1], color=MID, linewidth=0.9, linestyle=(0, (1, 2)), label="perfectly calibrated")
    series = [("before", "s", "--", MID, "white"), ("after", "o", "-", INK, INK)]
    for when, marker, line, grey, face in series:
        bins = calibration[f"bins_{when}"]
        if bins is None:
            continue
        spots, values = (np.array([row[key] for row in bins]) for key in ("confidence", "accuracy"))
        bounds = np.array([row["ci95"] for row in bins])
        reach = np.abs(np.stack([values - bounds[:, 0], bounds[:, 1] - values]))
        label = f"{when} Platt scaling, ECE {calibration[when]['ece']:.3f}"
        axes.errorbar(spots, values, reach, fmt=marker, linestyle=line, color=grey, mfc=face, capsize=2.5,
                      elinewidth=0.9, label=label)  # fmt: skip
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, _: f"{100 * value:.0f} %")
    axes.set_xlim(0.49, 1.01)
    axes.set_xlabel("confidence of the model, bins of equal size")
    axes.set_ylabel("accuracy, 95 % interval (Wilson)")
    figure.legend(loc="outside upper left")


def differences(figure: Figure, found: dict) -> None:
    """A histogram of the score difference for each strength, on one scale."""
    rows = found["by_strength"]
    edges = np.array(found["edges"])
    for axes, row in zip(np.atleast_1d(figure.subplots(len(rows), sharex=True, sharey=True)), rows, strict=True):
        counts = np.array(row["counts"])
        axes.stairs(counts / counts.sum(), edges, fill=True, facecolor=LIGHT, edgecolor=INK, linewidth=0.8)
        axes.axvline(0, color=INK, linewidth=1.1, linestyle="--")
        axes.set_title(f"{NAMES[row['strength']]} ({count(int(counts.sum()))} pairs)", fontsize=9)
        axes.yaxis.set_major_formatter(lambda value, _: f"{100 * value:.0f} %")
        axes.locator_params(axis="y", nbins=3)
    axes.set_xlabel("score of chosen less score of rejected; right of the dashed line the model agrees")
    figure.supylabel("share of the pairs", fontsize=10)


def scores(figure: Figure, found: dict) -> None:
    """The scores of chosen and of rejected responses (Llama 2, figure 27)."""
    axes, edges = figure.subplots(), found["edges"]
    axes.stairs(found["rejected"], edges, fill=True, facecolor=LIGHT, edgecolor=MID, hatch="////", label="rejected")
    axes.stairs(found["chosen"], edges, color=INK, linewidth=1.6, label="chosen")
    axes.set_xlabel("score of the response")
    axes.set_ylabel("responses")
    axes.legend()


def safety(figure: Figure, found: dict) -> None:
    """Precision against recall of 'unsafe' as the threshold moves."""
    axes = figure.subplots()
    points = [point for point in found["curve"] if point["precision"] is not None]
    axes.plot([p["recall"] for p in points], [p["precision"] for p in points], color=INK, label="all thresholds")
    share = found["unsafe"] / found["responses"]
    axes.axhline(share, color=MID, linewidth=0.9, linestyle=(0, (1, 2)), label="calling everything unsafe")
    for point, (marker, _, _) in zip(found["at"], SERIES, strict=False):
        if point["precision"] is not None:
            chosen = ", chosen" if point["threshold"] == found["chosen_threshold"] else ""
            label = f"P(safe) below {threshold(point['threshold'])}{chosen}"
            axes.plot(point["recall"], point["precision"], marker, color=INK, mfc="white", ms=8, label=label)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, _: f"{100 * value:.0f} %")
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(0, 1.03)
    axes.set_xlabel("recall of unsafe responses")
    axes.set_ylabel("precision")
    figure.legend(loc="outside upper left", ncols=2)
    if not found["trained_with_safety_loss"]:
        axes.set_title("trained without the safety loss: thresholds mean nothing", fontsize=9)


def ratings(figure: Figure, found: dict) -> None:
    """Mean and deviation of sigmoid(score) by human rating (Llama 2, figure 29)."""
    axes, rows = figure.subplots(), found["by_rating"]
    spots, means, deviations = (np.array([row[key] for row in rows]) for key in ("rating", "mean", "sd"))
    axes.fill_between(spots, means - deviations, means + deviations, color=LIGHT, label="± 1 SD")
    axes.plot(spots, means, "o-", color=INK, label="mean")
    axes.set_xticks(spots, [f"{row['rating']}\n{count(row['responses'])}" for row in rows])
    axes.set_xlabel("human rating (median), and responses with it")
    axes.set_ylabel("sigmoid(score)")
    axes.set_ylim(0, 1)
    axes.legend()


def loss(figure: Figure, curve: Sequence[dict]) -> None:
    """The loss of each step and its running mean."""
    axes = figure.subplots()
    steps, losses = ([point[key] for point in curve] for key in ("step", "loss"))
    window = max(1, len(losses) // 20)
    axes.plot(steps, losses, ".", color=LIGHT, ms=5, label="each step")
    if window > 1:
        smooth = np.convolve(losses, np.ones(window) / window, mode="valid")
        axes.plot(steps[window - 1 :], smooth, color=INK, label=f"mean of the last {window} steps")
    axes.axhline(np.log(2), color=MID, linewidth=0.9, linestyle=(0, (1, 2)), label="log 2, a coin without a margin")
    axes.set_xlabel("optimiser step")
    axes.set_ylabel("loss of the step")
    axes.legend()
