import gzip
import json

import pytest
from tiny import row, spec, write_rows

from reward_trainer.spec import parse_spec
from reward_trainer.validate import main_validate, validate

SECRET = "the words of a dialog"


def parts(tmp_path, own: list, other: list) -> dict:
    files = [write_rows(tmp_path / "own.jsonl", own), write_rows(tmp_path / "other.jsonl", other)]
    train = [{"path": file, "dimension": "helpfulness", "name": name} for file, name in zip(files, "ab", strict=True)]
    return spec(tmp_path, "m", files[0], train=train, recipe={"other_share": 0.5})


def test_the_report_counts_every_row_by_what_becomes_of_it(tmp_path):
    labels = {"a": "safe", "b": "safe"}
    own = [
        row(1, strength="better", response_a="good", response_b="bad", side="a", prompt=[turn(SECRET)]),
        row(2, strength="better", response_a="good", response_b="bad", side="a", prompt=[turn(SECRET)]),
        row(3, strength=None, response_a="good", response_b="bad", side="b", prompt=[turn(SECRET)], source="web"),
        row(4, strength="slightly_better", safety=labels),
        row(5, response_a="x", response_b="x"),
        row(6, response_a="x", response_b="x"),
        "broken",
        row(7, "test"),
        row(8, "test", edited="better still"),
    ]
    report = validate(parse_spec(parts(tmp_path, own, [row(n) for n in range(20, 23)])))
    assert report["ok"] and report["problems"] == []
    first, other = report["train"]
    assert (first["name"], first["split"], first["formats"]) == ("a", "train", {"canonical": 8})
    assert (first["rows"], first["rows_of_other_split"], first["usable_pairs"], first["dialogs"]) == (7, 2, 4, 4)
    assert first["by_strength"] == {"better": 2, "slightly_better": 1, "unknown": 1}
    assert first["by_bin"] == {"both_safe": 1, "unlabelled": 3}
    assert first["by_source"] == {"a": 3, "web": 1} and first["by_kind"] == {"judged": 4}
    assert first["dropped"] == {
        "identical_responses": {"rows": 2, "lines": [5, 6]},
        "malformed_line": {"rows": 1, "lines": [7]},
    }
    assert first["rows"] == first["usable_pairs"] + sum(part["rows"] for part in first["dropped"].values())
    assert first["characters"]["chosen"]["longest"] >= 4
    assert first["characters"]["prompt"]["median"] == len(SECRET)
    assert other["usable_pairs"] == 3 and other["dropped"] == {}
    (test,) = report["evaluate"]
    assert (test["split"], test["usable_pairs"], test["notes"]) == ("test", 2, {"edits_not_taken": 1})
    assert report["mix"] == {"pairs": 7, "drawn": {"b": 3}, "available": {"b": 3}, "wanted": 4, "short": True}
    assert report["repeated"] == {
        "same_order": {"pairs": 1, "ids": ["p2"]},
        "opposite_order": {"pairs": 1, "ids": ["p3"]},
    }
    assert SECRET not in json.dumps(report)


def turn(text: str) -> dict:
    return {"role": "user", "content": text}


def run(tmp_path, capsys, value) -> tuple[int, dict]:
    (tmp_path / "run.json").write_text(json.dumps(value))
    return main_validate(str(tmp_path / "run.json")), json.loads(capsys.readouterr().out)


def test_data_to_train_on_exits_with_0(tmp_path, capsys, data):
    code, report = run(tmp_path, capsys, spec(tmp_path, "m", data))
    assert code == 0 and report["ok"] and report["mix"]["pairs"] == 24
    assert report["evaluate"][0]["usable_pairs"] == 9


@pytest.mark.parametrize(
    ("own", "other", "said"),
    [
        ([row(1, "test")], [row(2)], "has no usable training rows"),
        ([row(1), row(2, "test")], [row(2)], "1 dialogs are in both train and test"),
    ],
)
def test_nothing_to_train_on_and_a_leak_exit_with_2(tmp_path, capsys, own, other, said):
    code, report = run(tmp_path, capsys, parts(tmp_path, own, other))
    assert code == 2 and said in report["problems"][0]
    assert report["leak"]["dialogs"] == len(report["leak"]["root_sha256"]) == said.count("dialogs")


def test_a_file_that_is_not_whole_and_a_wrong_spec_exit_with_2(tmp_path, capsys, data):
    broken = tmp_path / "x.jsonl.gz"
    broken.write_bytes(gzip.compress(json.dumps(row(1)).encode())[:-9])
    code, report = run(tmp_path, capsys, spec(tmp_path, "m", str(broken)))
    assert code == 2 and "not a whole gzip file" in report["problems"][0]
    code, report = run(tmp_path, capsys, spec(tmp_path, "m", data, extra=1))
    assert code == 2 and "extra is not a key" in report["problems"][0]
