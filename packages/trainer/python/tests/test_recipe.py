import dataclasses
import json

import pytest

from reward_trainer.errors import BadInputError
from reward_trainer.recipe import Adapter, Recipe, resolve_recipe, shipped_names

LORA = {"kind": "lora", "rank": 8, "alpha": 16}


def write(path, value) -> str:
    path.write_text(json.dumps(value))
    return str(path)


def test_an_empty_object_is_the_optimisation_of_llama_2():
    recipe = resolve_recipe({})
    assert recipe == Recipe()
    values = (recipe.epochs, recipe.batch_pairs, recipe.learning_rate, recipe.final_ratio, recipe.warmup_share)
    assert values == (1, 512, 1e-5, 0.1, 0.03)
    assert (recipe.warmup_minimum, recipe.weight_decay, recipe.max_length) == (5, 0.1, 4096)
    assert not any((recipe.center, recipe.label_smoothing, recipe.safety_weight, recipe.other_share, recipe.edits))


@pytest.mark.parametrize(
    ("name", "differs"),
    [
        ("helpfulness.llama2", {"other_share": 0.5}),
        ("safety.llama2", {"other_share": 0.1, "safety_weight": 1.0}),
        ("demo-cpu", {"batch_pairs": 16, "learning_rate": 1e-4, "max_length": 384, "checkpoint_seconds": 120}),
    ],
)
def test_a_shipped_recipe_is_found_by_name(name, differs):
    assert resolve_recipe(name) == dataclasses.replace(Recipe(), **differs)


def test_every_shipped_recipe_is_tested_above():
    assert shipped_names() == ["demo-cpu", "helpfulness.llama2", "safety.llama2"]


def test_keys_of_an_object_stand_over_its_base_and_a_path_in_a_file_is_relative_to_it(tmp_path):
    write(tmp_path / "team.json", {"base": "safety.llama2", "margin": "large", "epochs": 2})
    mine = write(tmp_path / "mine.json", {"base": "team.json", "epochs": 3, "adapter": LORA})
    recipe = resolve_recipe({"base": mine, "batch_pairs": 64})
    assert (recipe.safety_weight, recipe.margin, recipe.epochs, recipe.batch_pairs) == (1.0, "large", 3, 64)
    assert recipe.adapter == Adapter("lora", 8, 16.0, "all-linear")
    assert resolve_recipe(mine).batch_pairs == 512


def test_lists_are_read_as_tuples():
    recipe = resolve_recipe({"strengths": ["better", "unknown"], "adapter": {**LORA, "targets": ["q_proj"]}})
    assert recipe.strengths == ("better", "unknown") and recipe.adapter.targets == ("q_proj",)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"learningRate": 1}, r"recipe\.learningRate is not a key of recipe; use one of margin, center,"),
        ({"adapter": {**LORA, "r": 8}}, r"recipe\.adapter\.r is not a key of recipe\.adapter; use one of kind, rank"),
        ({"adapter": {"kind": "lora", "rank": 8}}, r"recipe\.adapter\.alpha is missing"),
        ({"adapter": {**LORA, "targets": "some"}}, r"recipe\.adapter\.targets is 'some'; use one of all-linear"),
        ({"adapter": {**LORA, "targets": []}}, r"recipe\.adapter\.targets is empty"),
        ({"adapter": {**LORA, "rank": 0}}, r"recipe\.adapter\.rank must be above 0"),
        ({"adapter": LORA, "trained_layers": 1}, "leave one of them out"),
        ({"adapter": "lora"}, r"recipe\.adapter must be a JSON object"),
        ({"margin": "huge"}, r"recipe\.margin is 'huge'; use one of large, small, none, scaled"),
        ({"margin": ["large"]}, r"recipe\.margin is \['large'\]; use one of"),
        ({"strengths": []}, r"recipe\.strengths is empty; use null"),
        ({"strengths": "better"}, r"recipe\.strengths is 'better'; it must be a list"),
        ({"strengths": ["best"]}, r"recipe\.strengths\[0\] is 'best'"),
        ({"label_smoothing": 0.5}, r"recipe\.label_smoothing must be 0 \(off\) or above, and below 0\.5"),
        ({"other_share": 1}, r"recipe\.other_share"),
        ({"center": -1}, r"recipe\.center"),
        ({"final_ratio": 1.1}, r"recipe\.final_ratio must be between 0 and 1"),
        ({"learning_rate": float("inf")}, r"recipe\.learning_rate is inf; it must be a finite number"),
        ({"epochs": 1.5}, r"recipe\.epochs is 1\.5; it must be of type int"),
        ({"epochs": True}, r"recipe\.epochs is True"),
        ({"compile": 1}, r"recipe\.compile is 1; it must be of type bool"),
        ({"batch_pairs": 0}, r"recipe\.batch_pairs must be above 0"),
        ({"max_length": 8}, r"recipe\.max_length"),
        ({"trained_layers": -1}, r"recipe\.trained_layers"),
        ({"dtype": "float16"}, r"recipe\.dtype is 'float16'"),
        ({"base": 1}, r"recipe\.base is 1; give the name or the path"),
        ("llama2", r"the recipe llama2 is neither a file nor one of demo-cpu, helpfulness\.llama2, safety\.llama2"),
        (["small"], r"recipe is \['small'\]; give a name, a path or an object"),
        (None, "recipe is None"),
    ],
)
def test_a_wrong_recipe_is_told_by_its_field(value, said):
    with pytest.raises(BadInputError, match=said):
        resolve_recipe(value)


def test_a_recipe_file_that_is_no_recipe_says_so(tmp_path):
    loop = write(tmp_path / "loop.json", {"base": "loop.json"})
    with pytest.raises(BadInputError, match="has itself as its base"):
        resolve_recipe(loop)
    with pytest.raises(BadInputError, match="must hold a JSON object"):
        resolve_recipe(write(tmp_path / "list.json", []))
    (tmp_path / "broken.json").write_text("{")
    with pytest.raises(BadInputError, match="is not JSON"):
        resolve_recipe(str(tmp_path / "broken.json"))
