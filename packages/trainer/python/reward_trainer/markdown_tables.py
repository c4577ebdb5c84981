"""The tables of report.md."""

from collections.abc import Sequence

from .data import STRENGTHS
from .wording import (
    count,
    escape,
    interval,
    measured_cell,
    name_of,
    number,
    overlap_sentence,
    percent,
    set_name,
    table,
    threshold,
)

TITLES = {
    "strength": "Strength",
    "bin": "Safety bin",
    "source": "Source",
    "turns": "Human turns",
    "batch": "Batch",
}


def _set(evaluation: dict) -> str:
    return escape(set_name(evaluation))


def set_tables(evaluations: Sequence[dict]) -> str:
    """Judges by test sets, the shape of Llama 2's table 7, and below it what the model's intervals settle."""
    names = list(dict.fromkeys(control["name"] for each in evaluations for control in each["controls"]))
    rows = [["**the model**", *(f"**{measured_cell(each)}**" for each in evaluations)]]
    for name in names:
        cells = [next((c for c in each["controls"] if c["name"] == name), None) for each in evaluations]
        rows.append([name_of(name), *("–" if cell is None else measured_cell(cell) for cell in cells)])
    rows.append(["pairs (dialogs)", *(f"{count(each['pairs'])} ({count(each['dialogs'])})" for each in evaluations)])
    return (
        table(["judge", *map(_set, evaluations)], rows)
        + "\n\nAccuracy with its 95 % interval, by dialog where the set has enough of them, else Wilson's."
    )


def strength_table(evaluations: Sequence[dict]) -> str:
    """Test sets by strengths, the shape of Llama 2's table 8."""
    keys = [key for key in STRENGTHS if any(_row(each, "strength", key) for each in evaluations)]
    rows = [[_set(each), *_cells(each, "strength", keys), measured_cell(each)] for each in evaluations]
    return table(["test set", *map(name_of, keys), "all pairs"], rows) if keys else ""


def bin_table(evaluations: Sequence[dict]) -> str:
    """Labelled test sets by safety bin with the unsafe recall at 0.5, the shape of Llama 2's table 29."""
    labelled = [each for each in evaluations if each["safety"]]
    keys = ("chosen_safe", "both_safe", "both_unsafe")
    rows = [
        [_set(each), measured_cell(each), *_cells(each, "bin", keys), percent(each["safety"]["at"][0]["recall"])]
        for each in labelled
    ]
    head = ["test set", "all pairs", *map(name_of, keys), "unsafe recall at 0.5"]
    return table(head, rows) if rows else ""


def _row(evaluation: dict, key: str, value: str) -> dict | None:
    return next((row for row in evaluation[f"by_{key}"] if row[key] == value), None)


def _cells(evaluation: dict, key: str, values: Sequence[str]) -> list[str]:
    rows = (_row(evaluation, key, value) for value in values)
    return ["–" if row is None else measured_cell(row) for row in rows]


def by_key_tables(evaluation: dict) -> str:
    """One table a key; a key that does not divide the set (one source, one batch) is left to the next line of text."""
    parts = [f"### In full: {_set(evaluation)}"]
    single = []
    for key, title in TITLES.items():
        rows = evaluation[f"by_{key}"]
        if len(rows) == 1:
            single.append(f"{title.lower()}: {name_of(rows[0][key])}")
        elif rows:
            cells = [
                [name_of(row[key]), count(row["pairs"]), percent(row["accuracy"]),
                 interval(row["ci95"]), interval(row["ci95_clustered"])]
                for row in rows
            ]  # fmt: skip
            head = [title, "pairs", "accuracy", "95 % (Wilson)", "95 % (by dialog)"]
            parts += [table(head, cells), overlap_sentence(rows, key)]
    if single:
        parts.append(f"The same for all pairs – {'; '.join(single)}.")
    return "\n\n".join(filter(None, parts))


def calibration_table(evaluation: dict) -> str:
    """ECE, NLL and Brier before and after Platt scaling."""
    found = evaluation["calibration"]
    before, after = found["before"], found["after"] or {}
    if before is None:
        return ""
    names = {
        "ece": "calibration error (ECE)",
        "ece_floor": "what noise alone would show",
        "nll": "negative log-likelihood (coin: 0.693)",
        "brier": "Brier score (coin: 0.250)",
    }
    rows = [[words, number(before[key]), number(after.get(key))] for key, words in names.items()]
    lines = [table([f"{count(before['pairs'])} pairs of the {_set(evaluation)}", "before", "after"], rows)]
    if found["slope"] is not None:
        lines.append(
            f"P(chosen > rejected) = sigmoid({found['slope']:.4g} · difference of the scores); the slope was fitted "
            f"on {count(found['fitted_on_pairs'])} pairs that were neither trained on nor tested on."
        )
    if found["reason"]:
        lines.append(f"{found['reason'][0].upper()}{found['reason'][1:]}.")
    return "\n\n".join(lines)


def safety_table(evaluation: dict) -> str:
    """Unsafe recall and precision at each threshold; empty without labels."""
    found = evaluation["safety"]
    if found is None:
        return ""
    rows = []
    for point in found["at"]:
        chosen = point["threshold"] == found["chosen_threshold"]
        rows.append([
            threshold(point["threshold"]) + (" (chosen on held-out pairs)" if chosen else ""),
            count(point["flagged"]),
            f"{percent(point['recall'])} ({interval(point['recall_ci95'])})",
            f"{percent(point['precision'])} ({interval(point['precision_ci95'])})",
        ])  # fmt: skip
    head = ["called unsafe when P(safe) is below", "called unsafe", "recall of unsafe", "precision"]
    said = f"{count(found['unsafe'])} of {count(found['responses'])} responses of the {_set(evaluation)} are unsafe."
    return "\n\n".join(filter(None, [said, found["note"], table(head, rows)]))


def ratings_table(evaluation: dict) -> str:
    """Mean sigmoid(score) by human rating (Llama 2, figure 29); empty without ratings."""
    found = evaluation["ratings"]
    if found is None:
        return ""
    rows = [[str(r["rating"]), count(r["responses"]), number(r["mean"]), number(r["sd"])] for r in found["by_rating"]]
    said = (
        f"Rank correlation of score and human rating on the {_set(evaluation)}: {number(found['spearman'])} "
        f"(Spearman, {count(found['responses'])} responses)."
    )
    return said + "\n\n" + table(["rating (median, 1 to 7)", "responses", "mean of sigmoid(score)", "SD"], rows)


def data_table(report: dict) -> str:
    """What was used, cut and dropped, and what the mix drew."""
    parts = [(f"{report['train']['dimension']} training rows", report["train"])]
    parts += [(_set(each), each) for each in report["evaluations"]]
    rows = []
    for name, part in parts:
        dropped = ", ".join(f"{escape(reason)} {count(rows)}" for reason, rows in part["dropped"].items()) or "none"
        rows.append([name, count(part["pairs"]), count(part["truncated"]), dropped])
    text = table(["part", "pairs used", "oldest turns cut", "rows dropped"], rows)
    mix = report["train"].get("mix")
    if mix is None:
        return text
    drawn = [[escape(name), count(n), count(mix["available"][name])] for name, n in mix["drawn"].items()]
    said = f"From the other sources {count(mix['wanted'])} pairs were wanted"
    said += ", more than there are: all of them were taken." if mix["short"] else "."
    return "\n\n".join([text, said, table(["mixed in from", "drawn", "available"], drawn)])
