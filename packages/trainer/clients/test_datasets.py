"""Hugging Face `datasets` opens the folder as it is, and the JSON lines plain and packed."""

import csv
import json

import pytest
from datasets import load_dataset


def judged_and_edited(rows, split):
    mine = [row for row in rows if row["split"] == split]
    return len(mine) + sum(row["edited"] is not None for row in mine)


def test_the_folder_opens_as_it_is(plain, rows):
    folder = load_dataset(str(plain / "huggingface"))
    assert set(folder) == {"train", "test"}
    for split, table in folder.items():
        assert len(table) == judged_and_edited(rows, split)
        assert table.column_names[:4] == ["prompt", "chosen", "rejected", "margin"]
    first = folder["train"][0]
    row = next(row for row in rows if row["split"] == "train")
    assert first["prompt"] == row["prompt"]
    assert first["chosen"] == [{"role": "assistant", "content": row[f"response_{row['side']}"]}]
    assert first["id"] == row["id"]


def test_the_folder_has_the_pairs_of_the_trl_file(plain):
    columns = ["prompt", "chosen", "rejected", "margin"]
    folder = load_dataset(str(plain / "huggingface"), split="train").select_columns(columns)
    lines = load_dataset("json", data_files=str(plain / "trl-train.jsonl"), split="train").select_columns(columns)
    assert folder.to_list() == lines.to_list()


@pytest.mark.parametrize("name", ["trl", "trl-implicit", "hh", "openrlhf", "rewardbench", "kto"])
def test_json_lines_open_plain_and_packed(name, plain, packed):
    for folder, end in ((plain, "jsonl"), (packed, "jsonl.gz")):
        files = {split: str(folder / f"{name}-{split}.{end}") for split in ("train", "test")}
        tables = load_dataset("json", data_files=files)
        for split, table in tables.items():
            manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
            (file,) = [file for file in manifest["files"] if file["name"] == f"{name}-{split}.{end}"]
            assert len(table) == file["rows"] > 0


def test_hh_rows_are_two_transcripts_that_end_with_the_assistant(plain, rows):
    table = load_dataset("json", data_files=str(plain / "hh-train.jsonl"), split="train")
    assert {"chosen", "rejected"} <= set(table.column_names)
    for pair in table:
        for transcript in (pair["chosen"], pair["rejected"]):
            assert transcript.startswith("\n\nHuman: ")
            assert transcript.rindex("\n\nAssistant: ") > transcript.rindex("\n\nHuman: ")


def test_openrlhf_joins_prompt_and_response_as_messages(plain):
    table = load_dataset("json", data_files=str(plain / "openrlhf-train.jsonl"), split="train")
    for pair in table:
        for key in ("chosen", "rejected"):
            dialog = pair["prompt"] + pair[key]
            assert dialog[-1]["role"] == "assistant" and dialog[-2]["role"] == "user"
        assert isinstance(pair["margin"], float)


def test_rewardbench_has_its_columns_and_a_subset_for_each_strength(plain, rows):
    table = load_dataset("json", data_files=str(plain / "rewardbench-train.jsonl"), split="train")
    assert table.column_names == ["prompt", "chosen", "rejected", "subset", "id"]
    train = [row for row in rows if row["split"] == "train"]
    assert table["id"][:] == [row["id"] for row in train]
    assert set(table["subset"]) == {f"safety-{row['strength'] or 'unknown'}" for row in train}
    assert isinstance(table[0]["chosen"], str) and table[0]["prompt"][-1]["role"] == "user"


def test_kto_has_both_responses_of_every_row(plain, rows):
    table = load_dataset("json", data_files=str(plain / "kto-train.jsonl"), split="train")
    train = [row for row in rows if row["split"] == "train"]
    assert sum(table["label"]) == len(train) + sum(row["edited"] is not None for row in train)
    assert len(table) - sum(table["label"]) == len(train)


def test_the_csv_file_has_a_record_for_every_row(plain, rows):
    with open(plain / "preferences.csv", encoding="utf-8-sig", newline="") as lines:
        records = list(csv.DictReader(lines))
    assert [record["id"] for record in records] == [row["id"] for row in rows]
    for record, row in zip(records, rows, strict=True):
        assert record["response_b"].removeprefix("'") == row["response_b"]
        assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r")) for value in record.values())
