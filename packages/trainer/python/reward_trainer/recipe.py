"""Recipes: what may differ between runs, by name, from a file, or written into the spec."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .data import Strength
from .strict import load_json, read_object, require

SHIPPED = Path(__file__).parent / "recipes"


@dataclass(frozen=True)
class Adapter:
    """Train a low-rank adapter (arXiv 2106.09685) and the head in place of all weights."""

    kind: Literal["lora", "qlora"]  # qlora: the base in 4 bits (arXiv 2305.14314)
    rank: int
    alpha: float  # the update is scaled by alpha / rank
    targets: Literal["all-linear"] | tuple[str, ...] = "all-linear"  # or the names of modules


@dataclass(frozen=True)
class Recipe:
    """One recipe. Defaults are Llama 2's (section 3.2.2) where the paper names a value, else off."""

    margin: Literal["large", "small", "none", "scaled"] = "small"  # Table 27; scaled multiplies the loss instead
    center: float = 0.0  # coefficient of mean((r_chosen + r_rejected)^2)
    label_smoothing: float = 0.0  # probability that a judgement is taken for the opposite one
    safety_weight: float = 0.0  # weight of the auxiliary safety loss, 0 = off
    strengths: tuple[Strength, ...] | None = None  # those that are trained on; null = all
    edits: bool = False  # take in edited > chosen and edited > rejected
    other_share: float = 0.0  # share of the mix that is drawn from the other sources
    epochs: int = 1  # "training longer can lead to over-fitting"
    batch_pairs: int = 512  # effective batch
    learning_rate: float = 1e-5  # the peak; the paper has 5e-6 for 70B
    final_ratio: float = 0.1  # of the peak, where the cosine ends
    warmup_share: float = 0.03  # of all steps
    warmup_minimum: int = 5  # steps
    weight_decay: float = 0.1
    max_length: int = 4096  # tokens of prompt and response together
    trained_layers: int | None = None  # null = all; n = only the top n layers and the head
    adapter: Adapter | None = None
    dtype: Literal["auto", "float32", "bfloat16", "float64"] = "auto"
    compile: bool = False
    activation_checkpointing: bool = False  # memory for a third more time
    checkpoint_seconds: int = 300  # time between two checkpoints


def resolve_recipe(value: object) -> Recipe:
    """The recipe that a spec means: a shipped name, a path, or an object with an optional `base` (name or path).

    Keys of an object stand over those of its base; what neither names has its default. A path in a file is
    relative to that file. Raises BadInputError naming the field and what to write there.
    """
    recipe = read_object(_resolve(value, Path(), ()), Recipe, "recipe")
    _check(recipe)
    return recipe


def shipped_names() -> list[str]:
    """The names of the recipes that come with the trainer."""
    return sorted(path.stem for path in SHIPPED.glob("*.json"))


def _resolve(value: object, folder: Path, within: tuple[Path, ...]) -> dict:
    """`value` as one flat object. `within` are the files that led here."""
    if isinstance(value, str):
        path = SHIPPED / f"{value}.json" if value in shipped_names() else folder / value
        known = ", ".join(shipped_names())
        require(path.is_file(), f"the recipe {value} is neither a file nor one of {known}; give one of these or a path")
        path = path.resolve()
        require(path not in within, f"the recipe {value} has itself as its base; end the chain with another base")
        found = load_json(path, "the recipe")
        require(isinstance(found, dict), f"the recipe {value} must hold a JSON object")
        return _resolve(found, path.parent, (*within, path))
    require(isinstance(value, dict), f"recipe is {value!r}; give a name, a path or an object")
    keys = {key: item for key, item in value.items() if key != "base"}
    if "base" not in value:
        return keys
    require(isinstance(value["base"], str), f"recipe.base is {value['base']!r}; give the name or the path of a recipe")
    return _resolve(value["base"], folder, within) | keys


def _check(recipe: Recipe) -> None:
    """Raise BadInputError for a value outside its range."""
    for name in ("epochs", "batch_pairs", "learning_rate", "checkpoint_seconds"):
        require(getattr(recipe, name) > 0, f"recipe.{name} must be above 0")
    for name in ("center", "safety_weight", "warmup_minimum", "weight_decay"):
        require(getattr(recipe, name) >= 0, f"recipe.{name} must be 0 (off) or above")
    for name in ("final_ratio", "warmup_share"):
        require(0 <= getattr(recipe, name) <= 1, f"recipe.{name} must be between 0 and 1")
    require(0 <= recipe.label_smoothing < 0.5, "recipe.label_smoothing must be 0 (off) or above, and below 0.5")
    require(0 <= recipe.other_share < 1, "recipe.other_share must be 0 (own data alone) or above, and below 1")
    require(recipe.strengths != (), "recipe.strengths is empty; use null to train on all of them")
    require(recipe.max_length >= 16, "recipe.max_length must be at least 16 tokens")
    require((recipe.trained_layers or 0) >= 0, "recipe.trained_layers must be null (all) or 0 and above")
    if recipe.adapter:
        _check_adapter(recipe.adapter)
        message = "recipe.trained_layers and recipe.adapter each say what is trained; leave one of them out"
        require(recipe.trained_layers is None, message)


def _check_adapter(adapter: Adapter) -> None:
    for name in ("rank", "alpha"):
        require(getattr(adapter, name) > 0, f"recipe.adapter.{name} must be above 0")
    require(adapter.targets != (), 'recipe.adapter.targets is empty; use "all-linear" or name modules')
