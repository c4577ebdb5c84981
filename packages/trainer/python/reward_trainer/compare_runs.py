"""Compares two finished runs by their folders: `report.json` and the scores of every test pair."""

import json
from pathlib import Path

from .compare import compare_scores
from .errors import BadInputError
from .score_files import read_scores, scores_path


def compare_runs(folder_a: str, folder_b: str, seed: int = 0) -> dict:
    """{a, b, recipe_differences, sets: [{dimension, evaluation_a, evaluation_b, ...compare_scores}]}.

    a and b are {base_model, dimension, pairs} of each run's training; recipe_differences maps a key to [value of a,
    value of b]. A test set of one run is compared with each of the other's that has its dimension and pairs in common;
    evaluation_a and evaluation_b are their positions in the reports. Raises BadInputError when a folder is not one of
    a finished run or no test pair is common.
    """
    folders = Path(folder_a), Path(folder_b)
    reports = [_read_report(folder) for folder in folders]
    scores = [
        [read_scores(scores_path(folder, index)) for index in range(len(report["evaluations"]))]
        for folder, report in zip(folders, reports, strict=True)
    ]
    sets = []
    for index_a, one in enumerate(reports[0]["evaluations"]):
        for index_b, other in enumerate(reports[1]["evaluations"]):
            of_a, of_b = scores[0][index_a], scores[1][index_b]
            if one["dimension"] == other["dimension"] and of_a.keys() & of_b.keys():
                found = compare_scores(of_a, of_b, seed)
                where = {"dimension": one["dimension"], "evaluation_a": index_a, "evaluation_b": index_b}
                sets.append({**where, **found})
    if not sets:
        raise BadInputError(f"{folder_a} and {folder_b} have no test pair in common; evaluate both on the same export")
    recipes = [report["recipe"] for report in reports]
    keys = sorted({key for recipe in recipes for key in recipe})
    return {
        **{name: _head(report) for name, report in zip("ab", reports, strict=True)},
        "recipe_differences": {
            key: [recipe.get(key) for recipe in recipes] for key in keys if recipes[0].get(key) != recipes[1].get(key)
        },
        "sets": sets,
    }


def _read_report(folder: Path) -> dict:
    try:
        return json.loads((folder / "report.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadInputError(f"{folder} has no readable report.json; name the folder of a finished run") from error


def _head(report: dict) -> dict:
    return {
        "base_model": report["base_model"],
        "dimension": report["train"]["dimension"],
        "pairs": report["train"]["pairs"],
    }
