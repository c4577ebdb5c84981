"""The README.md of a fitted model's folder: what it is, how good, and what it is not for."""

from collections.abc import Sequence
from pathlib import Path

from .report import write_text
from .wording import count, escape, interval, measured_cell, name_of, number, percent, points, set_name, table

HUB_NAME_PARTS = 2  # owner/name


def write_model_card(model_folder: Path, report: dict) -> None:
    """Write README.md into a folder of a model from its report (report.py names the keys)."""
    write_text(model_folder / "README.md", model_card(report))


def model_card(report: dict) -> str:
    """The card, with the header that model hubs read."""
    train, sets = report["train"], report["evaluations"]
    sections = [
        (f"Reward model for {train['dimension']}", _summary(report)),
        ("Use", _use(sets[0])),
        ("Accuracy", _accuracy(sets)),
        ("Calibration", _calibration(sets[0])),
        ("Data", _data(train)),
        ("Recipe", _recipe(report)),
        ("Limits", _limits(sets, train)),
    ]
    titled = [f"{'#' if index == 0 else '##'} {title}\n\n{body}" for index, (title, body) in enumerate(sections)]
    return "\n\n".join([_header(report["base_model"]), *titled]) + "\n"


def _header(base_model: str) -> str:
    lines = [
        "library_name: transformers",
        "pipeline_tag: text-classification",
        "tags:",
        "- reward-model",
        "- preference",
    ]
    if _is_hub_name(base_model):
        lines.append(f"base_model: {base_model}")
    return "\n".join(["---", *lines, "---"])


def _is_hub_name(name: str) -> bool:
    """Whether others can find the base by its name: not a folder of the machine, nor what a package carries."""
    return len(name.split("/")) == HUB_NAME_PARTS and all(name.split("/")) and name[0] not in ".~" and ":" not in name


def _base(name: str) -> str:
    return escape(name if _is_hub_name(name) or ":" in name else Path(name).name)


def _summary(report: dict) -> str:
    own = report["evaluations"][0]
    made = (
        f"{_base(report['base_model'])} with a scalar head ({count(report['parameters'])} parameters, "
        f"{count(report['trained_parameters'])} trained), fitted by a recipe after Llama 2's (arXiv 2307.09288) on "
        f"{count(report['train']['pairs'])} pairs. It gives a dialog that ends with the assistant one number: the "
        "higher, the better the last response by the judgement of the annotators."
    )
    if own["accuracy"] is None:
        return f"{made} It was not measured: its test set has no pair."
    return f"{made} It ranks {percent(own['accuracy'])} of {count(own['pairs'])} test pairs as they did."


def _use(own: dict) -> str:
    slope = own["calibration"]["slope"]
    return (
        "It opens in plain transformers as `AutoModelForSequenceClassification` with one label; the score is the "
        "logit, at the end of the dialog as the tokenizer's chat template writes it.\n\n"
        "For ranking responses to one prompt, choosing the best of several, and as a reward. "
        + (
            f"The probability that annotators prefer one of two responses is sigmoid({slope:.4g} × difference of "
            "their scores)."
            if slope
            else "Scores of two responses say which is preferred; no probability was fitted to their difference."
        )
    )


def _accuracy(sets: Sequence[dict]) -> str:
    rows = []
    for each in sets:
        rows.append([escape(set_name(each)), count(each["pairs"]), measured_cell(each), ""])
        rows += [
            [f"{name_of(row['strength'])}", count(row["pairs"]), measured_cell(row), ""] for row in each["by_strength"]
        ]
        rows += [
            [f"control: {name_of(row['name'])}", count(row["pairs"]), measured_cell(row), _lead(row)]
            for row in each["controls"]
            if row["accuracy"] is not None
        ]
    head = ["test set, strength, control", "pairs", "accuracy (95 % interval)", "the model leads by"]
    return table(head, rows)


def _lead(row: dict) -> str:
    bounds = f" ({points(row['lead_ci95'][0])} to {points(row['lead_ci95'][1])})" if row["lead_ci95"] else ""
    return points(row["lead"]) + bounds


def _calibration(own: dict) -> str:
    found = own["calibration"]
    if found["before"] is None:
        return "Not measured."
    rows = [
        [when, *(number(found[key][name]) for name in ("ece", "ece_floor", "nll", "brier"))]
        for when, key in (("as it is", "before"), ("with the slope", "after"))
        if found[key]
    ]
    caveat = f"\n\n{found['reason']}." if found["reason"] else ""
    return table(["probability", "ECE", "ECE of noise alone", "NLL", "Brier"], rows) + caveat


def _data(train: dict) -> str:
    mix = train["mix"]
    rows = [["own", count(train["own_pairs"]), "–"]]
    rows += [[escape(name), count(drawn), count(mix["available"][name])] for name, drawn in mix["drawn"].items()]
    dropped = ", ".join(f"{escape(reason)} {count(rows_)}" for reason, rows_ in train["dropped"].items()) or "none"
    return (
        f"{table(['source', 'pairs taken', 'pairs there were'], rows)}\n\n"
        f"Of these {count(train['calibration_pairs'])} were held back for calibration. Rows dropped: {dropped}. "
        f"{count(train['truncated'])} dialogs lost their oldest turns to fit."
    )


def _recipe(report: dict) -> str:
    rows = [[escape(key), escape(str(value))] for key, value in report["recipe"].items()]
    return f"{count(report['train']['steps'])} optimiser steps in {report['dtype']}.\n\n{table(['key', 'value'], rows)}"


def _limits(sets: Sequence[dict], train: dict) -> str:
    own = sets[0]
    lines = [
        f"It knows {train['dimension']} as the annotators' guidelines define it, in the language and on subjects of "
        "their dialogs. Elsewhere its scores are untested.",
        "Scores of responses to different prompts are not on one scale: it was fitted on differences within a prompt.",
        "A policy that is optimised against it finds what it overrates; watch other measures, and people's judgement.",
        "It is no filter for safety by itself."
        if train["dimension"] == "safety"
        else "A response that it rates high may still be unsafe.",
    ]
    if own["ci95_clustered"]:
        lines.append(
            f"The interval of its accuracy, {interval(own['ci95_clustered'])}, is about another test set of the same "
            "kind; another seed or other training pairs are not in it."
        )
    return "\n".join(f"- {line}" for line in lines)
