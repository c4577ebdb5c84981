"""Writes the files of a finished run, each whole or not at all."""

import json
import os
import shutil
from pathlib import Path

from .distributed import World
from .model import RewardModel

SCHEMA = 1


def write_json(path: Path, value: dict) -> None:
    """Write JSON through a temporary file and a rename. NaN is refused (ValueError)."""
    temporary = path.with_name(path.name + ".new")
    temporary.write_text(json.dumps(value, indent=2, allow_nan=False, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(temporary, path)


def write_model(output: Path, model: RewardModel, world: World) -> None:
    """Write output/model, replacing one of an earlier attempt."""
    fresh, final = output / "model.new", output / "model"
    if world.main:
        shutil.rmtree(fresh, ignore_errors=True)
    model.save(fresh, world)
    if world.main:
        shutil.rmtree(final, ignore_errors=True)
        fresh.rename(final)


def final_loss(curve: list[dict]) -> float:
    """Mean loss over the last tenth of the steps: one step alone is mostly noise."""
    last = curve[-max(1, len(curve) // 10) :]
    return sum(point["loss"] for point in last) / len(last)
