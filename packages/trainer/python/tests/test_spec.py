import json
from pathlib import Path

import pytest
from tiny import row, spec, write_rows

from reward_trainer.errors import BadInputError
from reward_trainer.spec import load_spec, parse_spec


def own(data: str, **more) -> dict:
    return {"path": data, "dimension": "helpfulness", "name": "ours", **more}


def test_a_spec_as_the_worker_sends_it_is_one_source_named_own_and_echoed_with_every_default(tmp_path, data):
    value = spec(tmp_path, "m", data)
    resolved = parse_spec(value).as_dict()
    assert resolved["train"] == [{"path": data, "dimension": "helpfulness", "name": "own", "split": "train"}]
    assert resolved["evaluate"] == [{"path": data, "dimension": "helpfulness", "name": None}]
    assert resolved["recipe"].items() >= value["recipe"].items() and resolved["recipe"]["warmup_minimum"] == 5
    assert {key: resolved[key] for key in ("run_id", "seed", "base_model")} == {
        key: value[key] for key in ("run_id", "seed", "base_model")
    }
    assert parse_spec(resolved).as_dict() == resolved


def test_several_sources_are_read_in_order_and_a_recipe_may_be_a_name(tmp_path, data):
    other = write_rows(tmp_path / "other.jsonl", [row(50)])
    value = spec(tmp_path, "m", data, train=[own(data), own(other, name="open", split="test")])
    read = parse_spec(value | {"recipe": "helpfulness.llama2"})
    assert [(part.name, part.split) for part in read.train] == [("ours", "train"), ("open", "test")]
    assert read.own.path == data and read.recipe.other_share == 0.5


def test_the_fingerprint_changes_with_the_bytes_of_any_data_file_and_with_the_recipe(tmp_path):
    files = [write_rows(tmp_path / f"{name}.jsonl", [row(n)]) for n, name in enumerate(("own", "other", "test"))]
    evaluate = [{"dimension": "helpfulness", "path": files[2], "name": "held out"}]
    value = spec(tmp_path, "m", files[0], train=[own(files[0]), own(files[1], name="open")], evaluate=evaluate)
    prints = [parse_spec(value).fingerprint(), parse_spec(value | {"recipe": "demo-cpu"}).fingerprint()]
    for file in files:
        Path(file).write_text(Path(file).read_text() + "\n")
        prints.append(parse_spec(value).fingerprint())
    assert len(set(prints)) == 5
    assert parse_spec(value).fingerprint() == prints[-1]


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"colour": 1}, "colour is not a key of the spec; use one of run_id"),
        ({"recipe": {"learningRate": 1}}, "recipe.learningRate is not a key"),
        ({"evaluate": []}, "evaluate is empty"),
        ({"evaluate": [{"dimension": "safety", "path": "x"}]}, "put its own first"),
        ({"seed": "7"}, "seed is '7'"),
        ({"seed": -1}, "seed must be between"),
        ({"train": []}, "train is empty"),
        ({"train": "x.jsonl"}, "train is 'x.jsonl'; it must be a list"),
        ({"train": [{"path": "x", "dimension": "helpfulness"}]}, "train[0].name is missing"),
        ({"train": [own("x"), own("y")]}, "two parts of train have the name ours"),
        ({"train": [own("x", split="all")]}, "train[0].split is 'all'; use one of train, test"),
        ({"train": own("nowhere.jsonl")}, "nowhere.jsonl does not exist"),
    ],
)
def test_a_wrong_field_is_named(tmp_path, data, changes, named):
    with pytest.raises(BadInputError) as caught:
        parse_spec(spec(tmp_path, "m", data, **changes))
    assert named in str(caught.value)


@pytest.mark.parametrize("key", ["recipe", "train", "seed"])
def test_a_missing_field_is_named(tmp_path, data, key):
    value = spec(tmp_path, "m", data)
    del value[key]
    with pytest.raises(BadInputError, match=f"{key} is missing; add it"):
        parse_spec(value)


def test_a_spec_file_that_cannot_be_used_says_so(tmp_path, data):
    path = tmp_path / "run.json"
    with pytest.raises(BadInputError, match="cannot be read"):
        load_spec(str(path))
    path.write_text("[]")
    with pytest.raises(BadInputError, match="the spec must be a JSON object"):
        load_spec(str(path))
    path.write_text(json.dumps(spec(tmp_path, "m", data)))
    assert load_spec(str(path)).seed == 7
