"""The files of a finished run, each whole or not at all, and what report.json says.

report.json, schema 2. Shares and intervals are between 0 and 1; every interval is [low, high] at 95 % or null; null
also stands for a figure that the data cannot give. *measured* is {pairs, accuracy, ci95 (Wilson), ci95_clustered
(bootstrap by dialog; null below 10 dialogs, or where no two dialogs differ)}; a tie counts one half.

    schema, base_model, parameters, trained_parameters, device, dtype, seconds, recipe (every resolved value)
    processes    that fitted it together
    code_version which trainer fitted it (code_version.py); null where it cannot be told
    train        {dimension, pairs, calibration_pairs (held out of the own ones for calibration), own_pairs (of both,
                 those of the run's own data; older reports lack it), dropped {reason: rows},
                 truncated, tokens (of all dialogs), places (computed for them: fewer where dialogs share their
                 beginnings), steps, final_loss, mix {drawn {source: pairs}, available {source: pairs}, wanted, short}}
    curve        [{step, loss, accuracy, learning_rate}] of each optimiser step; of a long run the means over every two,
                 three … steps up to `step`, with the last one's learning rate
    evaluations  one for each test set, the run's own first:
      dimension, cross, name    what the set measures; true where the model was trained on the other dimension; the
                                name that the spec gives the set (no key where it gives none)
      *measured*, dialogs       overall, and how many dialogs the pairs belong to
      dropped, truncated        as in train
      by_strength, by_source, by_turns, by_bin, by_batch
                                [{strength | source | turns | bin | batch, *measured*}]; turns are "1", "2", "3", "4+"
                                human turns; bins are chosen_safe, both_safe, both_unsafe, unlabelled; batch may be null
      controls                  [{name, *measured*, lead, lead_ci95}] of bag_of_words, longer or shorter, and
                                untrained_start on the same pairs; lead = accuracy of the model less the control's,
                                its interval paired and by dialog
      baseline, length_baseline {name, pairs, accuracy, ci95}: the first two controls under the names of schema 1
      calibration               {slope, fitted_on_pairs, reason (why there is no slope, or a caveat), before, after:
                                {pairs, ece, ece_floor, nll, brier}, bins_before, bins_after: [{count, confidence,
                                accuracy, ci95}]}; after and bins_after are null without a slope
      safety                    null without labels, else {trained_with_safety_loss, note, responses, unsafe,
                                chosen_threshold, at: [{threshold, flagged, precision, precision_ci95, recall,
                                recall_ci95}], curve: [{threshold, precision, recall}]}, of 'unsafe'
      histograms                {difference: {edges, by_strength: [{strength, counts}]}, score: {edges, chosen,
                                rejected}}
      ratings                   null without human ratings, else {responses, by_rating: [{rating, responses, mean,
                                sd}], spearman}

Beside it lie scores-<n>.jsonl (score_files.py), calibration.json (evaluate_set.py) and report.md with its plots.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # reading and comparing reports needs no torch
    from .distributed import World
    from .model import RewardModel

SCHEMA = 2
# Steps that a report tells: what a chart can show, and a few hundred kilobytes.
MOST_STEPS = 2000


def write_json(path: Path, value: dict) -> None:
    """Write JSON through a temporary file and a rename. NaN is refused (ValueError)."""
    write_text(path, json.dumps(value, indent=2, allow_nan=False, ensure_ascii=False) + "\n")


def write_text(path: Path, text: str) -> None:
    """Write a text through a temporary file and a rename."""
    temporary = path.with_name(path.name + ".new")
    temporary.write_text(text, encoding="utf-8")
    os.replace(temporary, path)


def write_model(output: Path, model: RewardModel, world: World) -> None:
    """Write output/model, replacing one of an earlier attempt."""
    fresh, final = output / "model.new", output / "model"
    if world.main:
        shutil.rmtree(fresh, ignore_errors=True)
    model.save(fresh, world)
    if world.main:
        shutil.rmtree(final, ignore_errors=True)
        fresh.rename(final)


def final_loss(curve: list[dict]) -> float:
    """Mean loss over the last tenth of the steps: one step alone is mostly noise."""
    return _mean(curve[-max(1, len(curve) // 10) :], "loss")


def thinned(curve: list[dict]) -> list[dict]:
    """Means of loss and accuracy over every n steps, so that a report stays small however long the run was."""
    every = max(1, -(-len(curve) // MOST_STEPS))
    parts = [curve[start : start + every] for start in range(0, len(curve), every)]
    return [part[-1] | {key: _mean(part, key) for key in ("loss", "accuracy")} for part in parts]


def _mean(points: list[dict], key: str) -> float:
    return sum(point[key] for point in points) / len(points)
