import gzip
import json
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet
from tiny import row, write_rows

from reward_trainer.data import root_of
from reward_trainer.errors import BadInputError
from reward_trainer.readers import read_rows

USER = [{"role": "user", "content": "Why is the sky blue?"}]
HH = "\n\nHuman: Why is the sky blue?\n\nAssistant:"
SAFE = {"a": "unsafe", "b": "safe"}
EDITED = {"side": "a", "response_a": "A", "response_b": "B", "edited": "A+", "safety": None}


def answer(text: str) -> list[dict]:
    return [{"role": "assistant", "content": text}]


def trl(**changes) -> dict:
    return {"prompt": USER, "chosen": answer("light"), "rejected": answer("lamp")} | changes


def comparison(**changes) -> dict:
    return {
        "id": "c1",
        "source": "open",
        "domain": "helpfulness",
        "prompt": USER,
        "response_a": "A",
        "response_b": "B",
        "preferred": "b",
    } | changes


def read(tmp_path, values: list, dimension="helpfulness", split="train", **options):
    return read_rows(write_rows(tmp_path / "x.jsonl", values), dimension, split, **options)


def write_parquet(path: Path, values: list[dict], **options) -> str:
    parquet.write_table(pyarrow.Table.from_pylist(values), path, **options)
    return str(path)


# canonical


def test_every_unusable_canonical_row_is_counted_by_its_reason_and_its_line_is_named(tmp_path):
    values = [
        row(0),
        row(1, response_a="same", response_b="same"),
        row(2, side="a", safety=SAFE, safety_bin="chosen_unsafe"),
        row(3, dimension="safety"),
        row(4, side="c"),
        row(5, prompt=[]),
        row(6, prompt=[{"role": "assistant", "content": "hi"}]),
        "not json",
        "[1, 2]",
        "",
        row(7, "test"),
        row(8, strength="best"),
        row(9, weight=0),
        row(10, response_a=" "),
        row(11, prompt=[*USER, *USER]),
    ]
    rows = read(tmp_path, values)
    assert [pair.id for pair in rows.pairs] == ["p0"]
    assert rows.lines == {
        "identical_responses": [2],
        "chosen_unsafe": [3],
        "other_dimension": [4],
        "malformed_line": [5, 6, 7, 8, 9],
        "no_response": [14],
        "turns_do_not_alternate": [15],
    }
    assert rows.dropped["malformed_line"] == 7 and rows.dropped.total() == 12
    assert len(rows.roots) == 4 and rows.total == 14 and rows.other_split == 1


def test_a_canonical_row_gives_everything_a_pair_holds(tmp_path):
    value = row(
        3, side="b", response_a="A", response_b="B", strength=None, safety=SAFE, batch=4, weight=0.5, source="s"
    )
    (pair,) = read(tmp_path, [value]).pairs
    assert (pair.chosen, pair.rejected, pair.safe, pair.strength) == ("B", "A", (True, False), "unknown")
    assert (pair.root, pair.source, pair.batch, pair.weight) == (value["root_sha256"], "s", 4, 0.5)
    assert pair.turns == 2 and pair.kind == "judged" and list(pair.prompt) == value["prompt"]


def test_the_canonical_parquet_gives_the_pairs_of_the_lines(tmp_path):
    values = [row(n, "test" if n % 4 == 0 else "train") for n in range(40)]
    values[1] |= {"side": "b", "safety": SAFE, "safety_bin": "chosen_safe", "models": {"a": "m1", "b": None}}
    at = pyarrow.scalar(1, pyarrow.timestamp("ns", "UTC"))  # a nanosecond, which Python's datetime cannot hold
    columns = write_parquet(
        tmp_path / "canonical.parquet", [{**v, "submitted_at": at} for v in values], row_group_size=7
    )
    lines = read(tmp_path, values)
    assert read_rows(columns, "helpfulness", "train") == lines and len(lines.pairs) == 30
    assert read_rows(columns, "helpfulness", "test").other_split == 30


def test_a_packed_file_holds_the_same_rows_whatever_its_name_and_a_broken_one_says_so(tmp_path):
    plain = write_rows(tmp_path / "x.jsonl", [row(0), row(1, "test")])
    packed = tmp_path / "x.packed"
    packed.write_bytes(gzip.compress(Path(plain).read_bytes()))
    assert read_rows(str(packed), "helpfulness", "train") == read_rows(plain, "helpfulness", "train")
    packed.write_bytes(packed.read_bytes()[:-9])
    with pytest.raises(BadInputError, match="not a whole gzip file"):
        read_rows(str(packed), "helpfulness", "train")
    columns = Path(write_parquet(tmp_path / "x.parquet", [row(0)]))
    columns.write_bytes(columns.read_bytes()[:-9])
    with pytest.raises(BadInputError, match="not a whole Parquet file"):
        read_rows(str(columns), "helpfulness", "train")


def test_unusual_line_separators_inside_a_text_do_not_split_a_row(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps(row(0, response_a="x\u2028y"), ensure_ascii=False) + "\r\n", encoding="utf-8")
    rows = read_rows(str(path), "helpfulness", "train")
    assert len(rows.pairs) == 1 and not rows.dropped


def test_bytes_that_are_not_utf_8_spoil_their_own_line_only(tmp_path):
    path = tmp_path / "x.jsonl"
    whole = json.dumps(row(0)).encode()
    path.write_bytes(whole.replace(b"good", b"g\xffd") + b"\n" + whole + b"\n")
    rows = read_rows(str(path), "helpfulness", "train")
    assert len(rows.pairs) == 1 and rows.lines == {"malformed_line": [1]}


@pytest.mark.parametrize(
    ("changes", "pairs"),
    [
        ({}, [("A", "B", "better"), ("A+", "A", "negligibly_better"), ("A+", "B", "better")]),
        ({"edited": None}, [("A", "B", "better")]),
        ({"edited": "A"}, [("A", "B", "better")]),
        ({"edited": "B"}, [("A", "B", "better"), ("B", "A", "negligibly_better")]),
        ({"strength": "slightly_better"}, []),
    ],
)
def test_an_edited_row_gives_edited_over_chosen_over_rejected(tmp_path, changes, pairs):
    value = row(1, **EDITED | {"strength": "better", "weight": 0.5} | changes)
    rows = read(tmp_path, [value], edits=True, strengths=["better"])
    assert [(pair.chosen, pair.rejected, pair.strength) for pair in rows.pairs] == pairs
    assert [pair.kind for pair in rows.pairs] == ["judged", "edited", "edited"][: len(pairs)]
    assert len({pair.id for pair in rows.pairs}) == len(pairs) and {pair.weight for pair in rows.pairs} <= {0.5}
    assert rows.notes["edited_pairs"] == max(0, len(pairs) - 1)
    assert rows.dropped == ({} if pairs else {"strength_left_out": 1})


def test_an_edit_has_no_labels_and_without_edits_it_is_noted(tmp_path):
    value = row(1, **EDITED | {"safety": {"a": "safe", "b": "safe"}})
    assert [pair.safe for pair in read(tmp_path, [value], edits=True).pairs] == [(True, True), None, None]
    rows = read(tmp_path, [value])
    assert len(rows.pairs) == 1 and rows.notes == {"edits_not_taken": 1}


# TRL, the Hugging Face folder


@pytest.mark.parametrize(
    "value",
    [
        trl(),
        trl(prompt=None, chosen=USER + answer("light"), rejected=USER + answer("lamp")),
        trl(chosen=USER + answer("light"), rejected=USER + answer("lamp")),
        trl(prompt="Why is the sky blue?", chosen="light", rejected="lamp"),
        trl(prompt=USER, chosen="light", rejected="lamp"),
        {"chosen": "Why is the sky blue? light", "rejected": "Why is the sky blue? lamp"},
        {"chosen": f"{HH} light", "rejected": f"{HH} lamp"},
    ],
    ids=["explicit", "implicit", "both", "text", "rewardbench", "implicit text", "hh"],
)
def test_the_same_pair_in_each_form_with_chosen_and_rejected_reads_the_same(tmp_path, value):
    rows = read(tmp_path, [value], split="test", source="mine")
    (pair,) = rows.pairs
    assert (list(pair.prompt), pair.chosen, pair.rejected) == (USER, "light", "lamp")
    assert (pair.source, pair.strength, pair.safe) == ("mine", "unknown", None)
    assert pair.root == root_of(USER) and rows.roots == {pair.root}
    columns = write_parquet(tmp_path / "x.parquet", [value])
    assert read_rows(columns, "helpfulness", "train", source="mine").pairs == [pair]


def test_a_row_without_an_id_gets_one_by_its_texts_so_that_runs_meet_in_what_is_the_same(tmp_path):
    one, other = trl(), trl(rejected=answer("lamp light"))
    first = read(tmp_path, [one, other, one])
    ids = [pair.id for pair in first.pairs]
    assert len(set(ids)) == 3 and ids[2] == f"{ids[0]}-2"
    moved = read(tmp_path, [other, one], source="elsewhere")
    assert [pair.id for pair in moved.pairs] == [ids[1], ids[0]]


def test_a_row_that_gives_no_pair_counts_in_its_own_split_alone(tmp_path):
    tie = comparison(preferred="tie", split="test")
    train, test = (read(tmp_path, [tie, "{broken"], split=split) for split in ("train", "test"))
    assert (dict(train.dropped), train.other_split) == ({"malformed_line": 1}, 1)
    assert dict(test.dropped) == {"tie": 1, "malformed_line": 1}
    assert dict(train.of_any_split) == dict(test.of_any_split) == {"malformed_line": 1}


def test_margins_of_no_table_are_counted_and_rounded_thirds_are_known(tmp_path):
    rows = read(tmp_path, [trl(margin=value) for value in (0.667, 0.3333333432674408, 0.5)])
    assert [pair.strength for pair in rows.pairs] == ["better", "slightly_better", "unknown"]
    assert rows.notes["margin_not_translated"] == 1


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (trl(prompt=None, chosen=answer("light"), rejected=answer("lamp")), "malformed_line"),
        (trl(rejected=[*answer("lamp"), *USER, *answer("no")]), "different_prompts"),
        (trl(prompt=None, chosen=USER + answer("x"), rejected=[*USER, *answer("x"), *USER]), "no_response"),
        (trl(chosen=[]), "no_response"),
        (trl(chosen=answer("")), "no_response"),
        (trl(chosen=7), "malformed_line"),
        (trl(margin="1"), "malformed_line"),
        (trl(strength="best"), "malformed_line"),
        (trl(rejected=answer("light")), "identical_responses"),
        ({"chosen": "light", "rejected": "lamp"}, "different_prompts"),
        ({"chosen": "\n\nHuman: a\n\nAssistant: x", "rejected": "\n\nHuman: b\n\nAssistant: y"}, "different_prompts"),
        ({"chosen": "\n\nHuman: a\n\nAssistant:", "rejected": "\n\nHuman: a\n\nAssistant: y"}, "no_response"),
        ({"chosen": "\n\nHuman: a", "rejected": "\n\nHuman: a\n\nAssistant: y"}, "no_response"),
        ({"prompt": USER, "completion": answer("x"), "label": True}, "no_response"),
        ({"text": "x"}, "malformed_line"),
    ],
)
def test_what_cannot_be_read_as_a_pair_is_counted(tmp_path, value, reason):
    rows = read(tmp_path, [value])
    assert not rows.pairs and rows.dropped == {reason: 1}


@pytest.mark.parametrize(
    ("margins", "strengths"),
    [
        ([3.0, 2.0, 1.0, 0.0], ["significantly_better", "better", "slightly_better", "negligibly_better"]),
        ([1.0, 2 / 3, 1 / 3, 0.0], ["significantly_better", "better", "slightly_better", "negligibly_better"]),
        ([1.0, 1 / 3, 0.67, None], ["significantly_better", "slightly_better", "unknown", "unknown"]),
        ([1.0, 0.0], ["unknown", "unknown"]),
        ([0.0, 0.0], ["unknown", "unknown"]),
        ([3.0, 1 / 3, 1.0], ["unknown", "unknown", "unknown"]),
    ],
)
def test_margins_turn_back_into_strengths_where_the_file_says_which_table_it_has(tmp_path, margins, strengths):
    values = [trl(margin=margin, chosen=answer(f"light {n}")) for n, margin in enumerate(margins)]
    assert [pair.strength for pair in read(tmp_path, values).pairs] == strengths


def huggingface(**changes) -> dict:
    return trl(
        margin=2 / 3, strength="better", pair="judged", safety_bin="both_unsafe", lang="en", batch=3, weight=0.5,
        id="p1", comparison_id="c1",
    ) | changes  # fmt: skip


def test_the_hugging_face_folder_keeps_strength_labels_batch_and_weight(tmp_path):
    edit = huggingface(chosen=answer("sunlight"), rejected=answer("light"), margin=0.0, strength=None, pair="edited")
    excluded = huggingface(safety_bin="chosen_unsafe", id="p2")
    columns = write_parquet(tmp_path / "x.parquet", [huggingface(), edit, excluded])
    rows = read_rows(columns, "helpfulness", "train", edits=True)
    judged, edited = rows.pairs
    assert (judged.id, judged.strength, judged.safe, judged.batch, judged.weight) == (
        ("p1", "better", (False, False), 3, 0.5)
    )
    assert (edited.kind, edited.strength, edited.safe) == ("edited", "negligibly_better", None)
    assert rows.dropped == {"chosen_unsafe": 1} and rows.notes == {"edited_pairs": 1}
    without = read_rows(columns, "helpfulness", "train")
    assert without.pairs == [judged] and without.dropped == {"chosen_unsafe": 1, "edit_left_out": 1}


# comparison rows


def test_a_comparison_row_turns_sides_labels_and_ratings(tmp_path):
    value = comparison(safety={"a": False, "b": True}, ratings={"a": 2, "b": 6.5}, strength="better")
    (pair,) = read(tmp_path, [value]).pairs
    assert (pair.chosen, pair.rejected, pair.safe, pair.ratings) == ("B", "A", (True, False), (6.5, 2.0))
    assert (pair.id, pair.source, pair.strength, pair.root) == ("c1", "open", "better", root_of(USER))


@pytest.mark.parametrize(
    ("changes", "dropped", "notes"),
    [
        ({"preferred": "tie"}, {"tie": 1}, {}),
        ({"preferred": None}, {"not_judged": 1}, {}),
        ({"preferred": "c"}, {"malformed_line": 1}, {}),
        ({"response_a": None}, {"no_response": 1}, {}),
        ({"domain": "safety"}, {"other_dimension": 1}, {}),
        ({"safety": {"a": True, "b": False}}, {"chosen_unsafe": 1}, {}),
        ({"ratings": {"a": 0, "b": 8}}, {"malformed_line": 1}, {}),
        ({"safety": {"a": True, "b": None}}, {}, {"safety_label_of_one_response": 1}),
        ({"strength": 2, "strength_scale": "difference of ranks"}, {}, {"strength_not_translated": 1}),
        ({"strength": 2}, {}, {"strength_not_translated": 1}),
    ],
)
def test_what_a_comparison_row_lacks_is_counted_or_noted(tmp_path, changes, dropped, notes):
    rows = read(tmp_path, [comparison(**changes)])
    assert rows.dropped == dropped and rows.notes == notes and len(rows.pairs) == (not dropped)


@pytest.mark.parametrize(
    ("value", "strength"),
    [(1 / 3, "negligibly_better"), (0.5, "slightly_better"), (4 / 3, "slightly_better"), (2, "better"), (3, "unknown")],
)
def test_a_graded_scale_that_names_its_points_is_translated_to_the_nearest(tmp_path, value, strength):
    scale = "0 tie, 1 slightly better, 2 clearly better (mean of annotators)"
    (pair,) = read(tmp_path, [comparison(strength=value, strength_scale=scale)]).pairs
    assert pair.strength == strength


def test_a_file_without_splits_belongs_to_the_split_that_is_asked_for_and_one_with_them_is_told_apart(tmp_path):
    values = [comparison(id="c1"), comparison(id="c2", split="test")]
    assert [pair.id for pair in read(tmp_path, values, split="train").pairs] == ["c1"]
    assert [pair.id for pair in read(tmp_path, values, split="test").pairs] == ["c1", "c2"]
