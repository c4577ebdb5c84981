"""How reports write numbers, names and tables, in Markdown and in plots."""

from collections.abc import Sequence
from itertools import pairwise

NAMES = {
    "significantly_better": "significantly better",
    "better": "better",
    "slightly_better": "slightly better",
    "negligibly_better": "negligibly better / unsure",
    "unknown": "not recorded",
    "chosen_safe": "safe > unsafe",
    "both_safe": "safe > safe",
    "both_unsafe": "unsafe > unsafe",
    "chosen_unsafe": "unsafe > safe",
    "unlabelled": "no labels",
    "bag_of_words": "bag of words",
    "longer": "always the longer",
    "shorter": "always the shorter",
    "untrained_start": "the model before training",
}


def name_of(key: object) -> str:
    """The plain words for a key of the report; other keys as they are, without the signs that Markdown reads."""
    if key is None:
        return "none"
    return NAMES.get(str(key)) or escape(str(key))


def set_name(evaluation: dict) -> str:
    """A test set in words: its own name, where the spec gives one, and what it measures."""
    name = f" {evaluation['name']}" if evaluation.get("name") else ""
    return f"{evaluation['dimension']} test set{name}" + (" (not trained on)" if evaluation["cross"] else "")


def escape(text: str) -> str:
    """A text from the data, made harmless inside a Markdown table."""
    flat = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>#|!" else sign for sign in flat)


def percent(share: float | None) -> str:
    """70.6 %, or a dash."""
    return "–" if share is None else f"{100 * share:.1f} %"


def interval(bounds: Sequence[float] | None) -> str:
    """66.4–74.5 %, or a dash."""
    return "–" if bounds is None else f"{100 * bounds[0]:.1f}–{100 * bounds[1]:.1f} %"


def points(value: float) -> str:
    """A difference of two shares with its sign: +1.4 points."""
    return f"{100 * value:+.1f}".replace("-", "−") + " points"


def number(value: float | None, digits: int = 3) -> str:
    """A plain number, or a dash."""
    return "–" if value is None else f"{value:.{digits}f}"


def threshold(value: float) -> str:
    """0.5, 0.15, 0.997."""
    return f"{value:.3g}"


def count(value: int) -> str:
    """1,944."""
    return f"{value:,}"


def best_interval(measured: dict) -> Sequence[float] | None:
    """The interval to conclude from: by dialog where there is one, else Wilson's."""
    return measured["ci95_clustered"] or measured["ci95"]


def measured_cell(measured: dict) -> str:
    """70.6 % (66.4–74.5 %)."""
    if measured["accuracy"] is None:
        return "–"
    return f"{percent(measured['accuracy'])} ({interval(best_interval(measured))})"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table: first column left, the others right. Cells from the data must be escaped."""
    rule = ["---", *["--:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in [list(head), rule, *rows])


def overlap_sentence(rows: Sequence[dict], key: str) -> str:
    """What the intervals of a table allow to say about neighbouring rows."""
    known = [(name_of(row[key]), best_interval(row)) for row in rows if row["ci95"]]
    if len(known) < 2:
        return ""
    overlapping = [
        f"*{one}* and *{other}*" for (one, a), (other, b) in pairwise(known) if a[0] <= b[1] and b[0] <= a[1]
    ]
    if not overlapping:
        return "No two neighbouring intervals overlap."
    if len(overlapping) == len(known) - 1:
        return "All neighbouring intervals overlap: so few pairs do not settle an order between these rows."
    return f"The intervals of {', of '.join(overlapping)} overlap: their order is not settled."
