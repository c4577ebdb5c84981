"""Strengths from what other files have in their place: margins, and graded scales that name their points."""

import math
import re
from collections.abc import Sequence

# Llama 2, Table 27. "unknown" is binary data without a strength: no margin.
MARGINS = {
    "large": {
        "significantly_better": 3.0,
        "better": 2.0,
        "slightly_better": 1.0,
        "negligibly_better": 0.0,
        "unknown": 0.0,
    },
    "small": {
        "significantly_better": 1.0,
        "better": 2 / 3,
        "slightly_better": 1 / 3,
        "negligibly_better": 0.0,
        "unknown": 0.0,
    },
    "none": {
        "significantly_better": 0.0,
        "better": 0.0,
        "slightly_better": 0.0,
        "negligibly_better": 0.0,
        "unknown": 0.0,
    },
}

# Our reading of the usual words of graded scales.
_WORDS = {
    "tie": "negligibly_better",
    "negligibly better": "negligibly_better",
    "slightly better": "slightly_better",
    "better": "better",
    "clearly better": "better",
    "much better": "significantly_better",
    "significantly better": "significantly_better",
}
_POINT = re.compile(r"(\d+)\s*[:=]?\s*([a-z]+(?: better)?)")


def of_margins(margins: Sequence[float]) -> list[str]:
    """The strength of each margin of one file, by the table of Llama 2 (Table 27) that the file was written with.

    1 stands in both tables, so the other margins of the file have to say which one it is. Where they do not, or
    where the file has no margin but 0, nothing is known. Thirds may be rounded to three places.
    """
    small, large = (
        {round(value, 3): strength for strength, value in _judged(MARGINS[name])} for name in ("small", "large")
    )
    margins = [round(margin, 3) for margin in margins]
    found = set(margins)
    told = [table for table, other in ((small, large), (large, small)) if (found & set(table)) - set(other)]
    table = told[0] if len(told) == 1 else {}
    return [table.get(margin, "unknown") for margin in margins]


def _judged(table: dict[str, float]) -> list[tuple[str, float]]:
    return [(strength, value) for strength, value in table.items() if strength != "unknown"]


def of_scale(value: float, scale: object) -> str | None:
    """The strength of a number on a scale like "0 tie, 1 slightly better, 2 clearly better"; None for other scales.

    A number between two points (a mean of several people) takes the nearer one, the upper one from the middle.
    """
    points = {int(n): _WORDS.get(words) for n, words in _POINT.findall(scale)} if isinstance(scale, str) else {}
    return points.get(math.floor(value + 0.5))
