"""Saves a run so that a later process goes on as if nothing had happened, each checkpoint whole or not at all."""

import copy
import dataclasses
import json
import os
import shutil
import warnings
from dataclasses import dataclass, field
from pathlib import Path

import torch
import torch.distributed.checkpoint as dcp
from torch.distributed.checkpoint.api import CheckpointException  # not an Exception to Python
from torch.distributed.checkpoint.state_dict import StateDictOptions, get_state_dict, set_state_dict

from .distributed import World
from .model import RewardModel

META = "meta.json"
# Frozen weights come from the base model again, so that a checkpoint lacks them: it is not `strict` to miss them.
# A trained weight that it lacks is found when it is read.
TRAINED = StateDictOptions(ignore_frozen_params=True, strict=False)


@dataclass
class Progress:
    """Where a run is. The order of the pairs and the learning rate follow from the step."""

    step: int = 0  # finished optimiser steps
    tokens: int = 0  # tokens of the dialogs trained on
    places: int = 0  # places that were computed for them: fewer where dialogs share, more where rows are padded
    seconds: float = 0.0  # of training, over all attempts
    curve: list[dict] = field(default_factory=list)  # {step, loss, accuracy, learning_rate} of each step


def save_checkpoint(
    output: Path,
    fingerprint: str,
    model: RewardModel,
    optimizer: torch.optim.Optimizer,
    progress: Progress,
    world: World,
) -> None:
    """Write output/checkpoint. What was there stays until the new one is whole.

    Every process writes its shards; a later run may have another number of them. A process killed at any moment
    leaves a whole checkpoint under `checkpoint` or `checkpoint.old`.
    """
    fresh, current, old = (output / name for name in ("checkpoint.new", "checkpoint", "checkpoint.old"))
    if world.main:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
    world.wait()
    with _one_process_is_meant(world):
        dcp.save(_state(model, optimizer), checkpoint_id=fresh)
    if world.main:
        meta = {"fingerprint": fingerprint, "progress": dataclasses.asdict(progress)}
        (fresh / META).write_text(json.dumps(meta), encoding="utf-8")
        for file in fresh.iterdir():
            with file.open("rb") as written:
                os.fsync(written.fileno())
        if current.exists():
            shutil.rmtree(old, ignore_errors=True)
            current.rename(old)
        fresh.rename(current)
        shutil.rmtree(old, ignore_errors=True)
    world.wait()


def load_checkpoint(
    output: Path, fingerprint: str, model: RewardModel, optimizer: torch.optim.Optimizer, world: World
) -> tuple[Progress | None, str | None]:
    """Put model and optimiser where the checkpoint has them: (progress, None); (None, None) where there is none, or
    (None, why it cannot be used)."""
    folder = next((output / name for name in ("checkpoint", "checkpoint.old") if (output / name).exists()), None)
    if folder is None:
        return None, None
    try:
        meta = json.loads((folder / META).read_text(encoding="utf-8"))
        if meta["fingerprint"] != fingerprint:
            return None, "the checkpoint belongs to another spec or other data"
        # Read into copies: a folder that breaks off half-way must not leave half of it in the model.
        state = copy.deepcopy(_state(model, optimizer))
        with _one_process_is_meant(world):
            dcp.load(state, checkpoint_id=folder)
    except (Exception, CheckpointException) as error:  # many kinds for a damaged folder; each means: start over
        return None, f"the checkpoint cannot be read ({type(error).__name__}: {(str(error).splitlines() or [''])[0]})"
    network = model.network
    set_state_dict(
        network,
        optimizer,
        model_state_dict=state["model"],
        optim_state_dict=state["optimizer"],
        options=TRAINED,
    )
    torch.set_rng_state(state["rng"])
    return Progress(**meta["progress"]), None


def remove_checkpoint(output: Path) -> None:
    """Forget the checkpoint of a finished run: it is three times the size of the model."""
    for name in ("checkpoint", "checkpoint.old", "checkpoint.new"):
        shutil.rmtree(output / name, ignore_errors=True)


def _state(model: RewardModel, optimizer: torch.optim.Optimizer) -> dict:
    weights, moments = get_state_dict(model.network, optimizer, options=TRAINED)
    return {"model": weights, "optimizer": moments, "rng": torch.get_rng_state()}


def _one_process_is_meant(world: World) -> warnings.catch_warnings:
    """A run of one process is no mistake that anybody needs to be warned of."""
    return warnings.catch_warnings(action="ignore" if world.size == 1 else "default")
