"""The run spec: strict JSON in, frozen dataclasses out."""

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .recipe import Recipe, resolve_recipe
from .strict import load_json, read_object, require

Dimension = Literal["helpfulness", "safety"]
OWN = "own"


@dataclass(frozen=True)
class TrainData:
    """A file whose rows are fitted: the first of a spec is the run's own, the others are for the mix."""

    path: str
    dimension: Dimension
    name: str  # by which the counts of the mix tell it
    split: Literal["train", "test"] = "train"  # the rows to take; a file that names no split is taken whole


@dataclass(frozen=True)
class EvaluationData:
    """A file whose test rows are evaluated; one that names no split is taken whole."""

    dimension: Dimension
    path: str
    name: str | None = None


@dataclass(frozen=True)
class Spec:
    """One run. Paths are relative to the working directory."""

    run_id: str
    output_dir: str
    base_model: str  # a hub id, a folder, or "pypi:<package>"
    seed: int
    train: tuple[TrainData, ...]  # the first is the run's own
    evaluate: tuple[EvaluationData, ...]  # the first is the run's own dimension
    recipe: Recipe
    train_share: float = 1.0  # of the own training dialogs; learning curves fit on growing ones

    @property
    def own(self) -> TrainData:
        """The run's own data."""
        return self.train[0]

    @property
    def files(self) -> list[str]:
        """The path of every data file, once, in order of the alphabet."""
        return sorted({part.path for part in (*self.train, *self.evaluate)})

    def as_dict(self) -> dict:
        """The resolved spec as plain JSON values."""
        return json.loads(json.dumps(dataclasses.asdict(self)))

    def fingerprint(self) -> str:
        """sha256 over the spec and the bytes of its data files: what a checkpoint must agree with to be resumed."""
        digest = hashlib.sha256(json.dumps(self.as_dict(), sort_keys=True).encode())
        for path in self.files:
            with Path(path).open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        return digest.hexdigest()


def load_spec(path: str) -> Spec:
    """Read and check a spec file. Raises BadInputError naming the field and what to write there."""
    return parse_spec(load_json(path, "the spec"))


def parse_spec(value: object) -> Spec:
    """Check a decoded spec. Raises BadInputError."""
    require(isinstance(value, dict), "the spec must be a JSON object")
    # `recipe` may be a name or a path and `train` a single object: both are written out before the strict reading.
    if "recipe" in value:
        value = value | {"recipe": resolve_recipe(value["recipe"])}
    if isinstance(value.get("train"), dict):
        value = value | {"train": [{"name": OWN} | value["train"]]}
    spec = read_object(value, Spec, "")
    require(len(spec.train) > 0, "train is empty; name at least the run's own export")
    require(len(spec.evaluate) > 0, "evaluate is empty; name at least the run's own export")
    names = [part.name for part in spec.train]
    twice = next((name for name in names if names.count(name) > 1), None)
    require(twice is None, f"two parts of train have the name {twice}; give each its own")
    dimension = spec.evaluate[0].dimension
    require(
        dimension == spec.own.dimension,
        f"evaluate[0].dimension is {dimension}, the run trains {spec.own.dimension}; put its own first",
    )
    require(0 <= spec.seed < 2**32, "seed must be between 0 and 4294967295")
    require(0 < spec.train_share <= 1, "train_share must be above 0, and 1 (all of the own data) or below")
    for file in spec.files:
        require(Path(file).is_file(), f"the data file {file} does not exist; export the snapshot first")
    return spec
