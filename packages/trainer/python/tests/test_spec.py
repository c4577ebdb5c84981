import pytest
from tiny import spec

from reward_trainer.errors import BadInputError
from reward_trainer.spec import parse_spec


def test_a_whole_spec_is_read_and_echoed_unchanged(tmp_path, data):
    value = spec(tmp_path, "m", data)
    assert parse_spec(value).as_dict() == value


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"colour": 1}, "colour is not a key"),
        ({"recipe": {"learningRate": 1}}, "recipe.learningRate is not a key"),
        ({"recipe": {"margin": "huge"}}, "recipe.margin is 'huge'; use one of large, small, none"),
        ({"recipe": {"epochs": 1.5}}, "recipe.epochs is 1.5; it must be of type int"),
        ({"recipe": {"epochs": True}}, "recipe.epochs is True"),
        ({"recipe": {"batch_pairs": 0}}, "recipe.batch_pairs must be above 0"),
        ({"recipe": {"trained_layers": -1}}, "recipe.trained_layers"),
        ({"evaluate": []}, "evaluate is empty"),
        ({"seed": "7"}, "seed is '7'"),
    ],
)
def test_a_wrong_field_is_named(tmp_path, data, changes, named):
    with pytest.raises(BadInputError) as caught:
        parse_spec(spec(tmp_path, "m", data, **changes))
    assert named in str(caught.value)


def test_a_missing_field_is_named(tmp_path, data):
    value = spec(tmp_path, "m", data)
    del value["recipe"]["dtype"]
    with pytest.raises(BadInputError, match=r"recipe\.dtype is missing"):
        parse_spec(value)


def test_the_first_evaluation_must_be_the_trained_dimension(tmp_path, data):
    with pytest.raises(BadInputError, match="put its own first"):
        parse_spec(spec(tmp_path, "m", data, evaluate=[{"dimension": "safety", "path": data}]))


def test_a_missing_data_file_is_named(tmp_path):
    with pytest.raises(BadInputError, match=r"nowhere\.jsonl does not exist"):
        parse_spec(spec(tmp_path, "m", str(tmp_path / "nowhere.jsonl")))
