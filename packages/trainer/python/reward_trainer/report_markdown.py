"""report.md: what report.json says, in words and tables a reader can check."""

from collections.abc import Sequence
from pathlib import Path

from .markdown_tables import (
    bin_table,
    by_key_tables,
    calibration_table,
    data_table,
    ratings_table,
    safety_table,
    set_tables,
    strength_table,
)
from .plots import Plot, draw_plots
from .report import write_text
from .wording import best_interval, count, escape, interval, name_of, percent, points


def write_report_page(output: Path, report: dict) -> None:
    """Write output/report.md and the PNG plots that it shows (report.py names the report's keys)."""
    write_text(output / "report.md", report_markdown(report, draw_plots(output, report)))


def report_markdown(report: dict, plots: Sequence[Plot] = ()) -> str:
    """The page. `plots` are shown below the section they belong to, with their alt text."""
    sets, train = report["evaluations"], report["train"]
    own = sets[0]
    sections = [
        ("", _headline(report)),
        ("Judges on each test set", set_tables(sets)),
        ("By strength and kind of pair", _joined(strength_table(sets), bin_table(sets))),
        ("Calibration", calibration_table(own)),
        ("Safety of single responses", _joined(*map(safety_table, sets))),
        ("Scores", _joined(_scores(own), *map(ratings_table, sets))),
        ("Training", _training(report)),
        ("Data", data_table(report)),
        ("Every table", _joined(*map(by_key_tables, sets))),
        ("Limits", _limits(report)),
    ]
    text = [f"# Reward model for {train['dimension']}"]
    for title, body in sections:
        images = [f"![{escape(plot.alt)}]({plot.file})" for plot in plots if plot.section == title]
        parts = [part for part in (body.strip(), *images) if part]
        if parts:
            text += [*([f"## {title}"] if title else []), *parts]
    return "\n\n".join(text) + "\n"


def _headline(report: dict) -> str:
    own = report["evaluations"][0]
    if own["accuracy"] is None:
        return "The test set has no pair: nothing was measured."
    lines = [
        f"**{percent(own['accuracy'])}** of {count(own['pairs'])} test pairs are ranked as the annotators ranked them. "
        f"The 95 % interval is {interval(own['ci95'])} with every pair taken as independent (Wilson)"
        + (
            f" and {interval(own['ci95_clustered'])} with whole dialogs drawn ({count(own['dialogs'])} dialogs)."
            if own["ci95_clustered"]
            else f"; the {count(own['dialogs'])} dialogs are too few or too alike for an interval by dialog."
        ),
        _against("Chance, 50 %,", 0.5, best_interval(own)),
    ]
    for control in own["controls"]:
        told = _against(f"{_sentence(name_of(control['name']))}, {percent(control['accuracy'])},",
                        control["accuracy"], best_interval(own))  # fmt: skip
        lead = f"Pair by pair the model leads it by {points(control['lead'])}"
        lines.append(f"{told} {lead}{_lead_interval(control['lead_ci95'])}.")
    return lines[0] + "\n\n" + "\n".join(f"- {line}" for line in lines[1:])


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _against(what: str, value: float, bounds: Sequence[float]) -> str:
    if bounds[0] > value:
        return f"{what} is excluded: the model's interval lies above it."
    if bounds[1] < value:
        return f"{what} is above the model's interval: the model is worse."
    return f"{what} is inside the model's interval: the model is not told apart from it."


def _lead_interval(bounds: Sequence[float] | None) -> str:
    if bounds is None:
        return ""
    verdict = "which excludes 0" if bounds[0] > 0 or bounds[1] < 0 else "which includes 0"
    return f" ({points(bounds[0])} to {points(bounds[1])}, {verdict})"


def _scores(own: dict) -> str:
    return "" if own["histograms"] is None else "The margin of the loss plays no part in a score or a difference."


def _training(report: dict) -> str:
    train, recipe = report["train"], report["recipe"]
    values = ", ".join(f"{escape(key)} {escape(str(value))}" for key, value in recipe.items())
    return (
        f"{escape(report['base_model'])} ({count(report['parameters'])} parameters, "
        f"{count(report['trained_parameters'])} trained) on {escape(report['device'])} in {report['dtype']}: "
        f"{count(train['pairs'])} pairs, {count(train['steps'])} steps, {count(train['tokens'])} tokens, "
        f"{report['seconds']:.0f} s in all, loss {train['final_loss']:.4f} over the last tenth of the steps.\n\n"
        f"Recipe: {values}. Trainer: {escape(report['code_version'] or 'version not known')}."
    )


def _limits(report: dict) -> str:
    own = report["evaluations"][0]
    lines = [
        "The intervals say what another test set of the same kind might show. They do not cover another seed or "
        "another training set: train with several seeds for that.",
        "Two intervals that overlap do not show that two models are equal, only that these pairs do not settle it; "
        "a paired comparison of two runs sees smaller differences.",
        "Among many rows some intervals miss the truth by chance, about one in twenty.",
        "Accuracy is agreement with one judgement a pair. Annotators disagree with each other too, most of all where "
        "the strength is small, so 100 % is not what a perfect model would reach.",
    ]
    if own["ci95"]:
        bounds = best_interval(own)
        half = 100 * (bounds[1] - bounds[0]) / 2
        lines.insert(0, f"{count(own['pairs'])} pairs resolve about ±{half:.1f} points; smaller differences are noise.")
    if any(each["cross"] for each in report["evaluations"]):
        lines.append(
            "On the other dimension's test set a model is measured at what it was not trained for; Llama 2 saw the "
            "same tension (tables 7 and 8)."
        )
    if own["calibration"]["before"]:
        lines.append(
            "A calibration error near its floor is what noise alone would show with so many pairs. Calibration holds "
            "for pairs like the ones it was fitted on."
        )
    if any(each["safety"] for each in report["evaluations"]):
        lines.append("Recall and precision count responses; one that stands in several pairs counts several times.")
    return "\n".join(f"- {line}" for line in lines)
