import json
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker

SCHEMA = Path(__file__).parents[3] / "docs" / "export-format.schema.json"


def test_every_canonical_row_is_as_the_published_schema_says(rows):
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    assert rows
    for row in rows:
        validator.validate(row)
    assert any(not validator.is_valid({**row, "side": "c"}) for row in rows)


def test_the_rows_hold_what_these_tests_are_about(rows):
    assert {row["lang"] for row in rows} == {"en", "ko"}
    assert {row["split"] for row in rows} == {"train", "test"}
    assert any(len(row["prompt"]) > 2 for row in rows)
    assert any(row["edited"] for row in rows)
    assert any(row["safety_bin"] == "chosen_safe" for row in rows)
    assert any(row["strength"] is None for row in rows)
