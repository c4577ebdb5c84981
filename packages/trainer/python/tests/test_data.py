import gzip
import json
from pathlib import Path

import pytest
from tiny import row, write_rows

from reward_trainer.data import read_rows, require_separate, require_some
from reward_trainer.errors import BadInputError


def test_every_unusable_row_is_counted_by_its_reason(tmp_path):
    labels = {"a": "unsafe", "b": "safe"}
    values = [
        row(0),
        row(1, response_a="same", response_b="same"),
        row(2, side="a", safety=labels, safety_bin="chosen_unsafe"),
        row(3, dimension="safety"),
        row(4, side="c"),
        row(5, prompt=[]),
        row(6, prompt=[{"role": "assistant", "content": "hi"}]),
        "not json",
        "[1, 2]",
        "",
        row(7, "test"),
    ]
    rows = read_rows(write_rows(tmp_path / "x.jsonl", values), "helpfulness", "train")
    assert [pair.id for pair in rows.pairs] == ["p0"]
    assert rows.dropped == {"identical_responses": 1, "chosen_unsafe": 1, "other_dimension": 1, "malformed_line": 5}
    assert len(rows.roots) == 4


def test_the_preferred_side_becomes_chosen_and_labels_turn_with_it(tmp_path):
    value = row(0, side="b", response_a="A", response_b="B", strength=None, safety={"a": "unsafe", "b": "safe"})
    (pair,) = read_rows(write_rows(tmp_path / "x.jsonl", [value]), "helpfulness", "train").pairs
    assert (pair.chosen, pair.rejected, pair.safe, pair.strength) == ("B", "A", (True, False), "unknown")


def test_unusual_line_separators_inside_a_text_do_not_split_a_row(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps(row(0, response_a="x\u2028y"), ensure_ascii=False) + "\r\n", encoding="utf-8")
    rows = read_rows(str(path), "helpfulness", "train")
    assert len(rows.pairs) == 1 and not rows.dropped


def test_a_packed_file_holds_the_same_rows_and_a_broken_one_says_so(tmp_path):
    plain = write_rows(tmp_path / "x.jsonl", [row(0), row(1, "test")])
    packed = tmp_path / "x.jsonl.gz"
    packed.write_bytes(gzip.compress(Path(plain).read_bytes()))
    assert read_rows(str(packed), "helpfulness", "train") == read_rows(plain, "helpfulness", "train")
    packed.write_bytes(packed.read_bytes()[:-9])
    with pytest.raises(BadInputError, match="not a whole gzip file"):
        read_rows(str(packed), "helpfulness", "train")


def test_a_file_without_training_rows_says_what_was_dropped(tmp_path):
    path = write_rows(tmp_path / "x.jsonl", [row(0, "test"), "oops"])
    with pytest.raises(BadInputError, match=r"no usable training rows \(malformed_line 1\)"):
        require_some(read_rows(path, "helpfulness", "train"), path)


def test_a_dialog_on_both_sides_of_the_split_is_an_error():
    with pytest.raises(BadInputError, match="1 dialogs are in both"):
        require_separate({"r1", "r2"}, {"r2"})
    require_separate({"r1"}, {"r2"})
