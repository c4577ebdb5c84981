"""seeds.md: what several seeds of one spec reached, in words and tables."""

from collections.abc import Sequence
from pathlib import Path

from .report import write_text
from .wording import count, interval, name_of, percent, set_name, table


def write_seeds_page(output: Path, found: dict) -> None:
    """Write output/seeds.md (seeds.py names the keys of `found`)."""
    write_text(output / "seeds.md", page(found))


def page(found: dict) -> str:
    """The page."""
    sections = [f"# {len(found['seeds'])} seeds of one spec for {found['dimension']}", _headline(found["sets"][0])]
    for each in found["sets"]:
        sections += [f"## {set_name(each)}", _table(found["seeds"], each)]
    return "\n\n".join([*sections, "## Limits", LIMITS]) + "\n"


LIMITS = (
    "- A seed decides the head's first weights, the order of the pairs, what the mix draws and which dialogs are "
    "held back for calibration. The test sets are the same for all.\n"
    "- The standard deviation of a few runs is itself rough: that of three is known to about half of itself.\n"
    "- It says what another seed might give, not what another test set would: for that each run's report has intervals."
)


def _headline(own: dict) -> str:
    if own["mean"] is None:
        return "The test set has no pair: nothing was measured."
    return (
        f"**{percent(own['mean'])}** on average over {own['seeds']} seeds ({count(own['pairs'])} test pairs), standard "
        f"deviation {_points(own['sd'])}, from {percent(own['range'][0])} to {percent(own['range'][1])}."
    )


def _table(seeds: Sequence[int], found: dict) -> str:
    head = ["pairs of", "pairs", "mean", "sd", "range", *(f"seed {seed}" for seed in seeds)]
    rows = [(name_of(row["strength"]), row) for row in found["by_strength"]]
    return table(head, [_cells(name, row) for name, row in [("**all strengths**", found), *rows]])


def _cells(name: str, row: dict) -> list[str]:
    measured = [percent(row["mean"]), _points(row["sd"]), interval(row["range"])]
    return [name, count(row["pairs"]), *measured, *map(percent, row["accuracies"])]


def _points(deviation: float | None) -> str:
    return "–" if deviation is None else f"{100 * deviation:.1f} points"
