"""A checkpoint is a folder that is either whole or not there."""

import json
import os
import shutil
from pathlib import Path

import torch

STATE, META = "state.pt", "meta.json"


def save_checkpoint(output: Path, fingerprint: str, state: dict) -> None:
    """Write `state` (tensors and plain values) to output/checkpoint, replacing the old one by renames.

    A crash at any point leaves the old folder or the new one whole, under `checkpoint` or `checkpoint.old`.
    """
    fresh, current, old = (output / name for name in ("checkpoint.new", "checkpoint", "checkpoint.old"))
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    torch.save(state, fresh / STATE)
    (fresh / META).write_text(json.dumps({"fingerprint": fingerprint, "step": state["step"]}), encoding="utf-8")
    for name in (STATE, META):
        with (fresh / name).open("rb") as file:
            os.fsync(file.fileno())
    if current.exists():
        shutil.rmtree(old, ignore_errors=True)
        current.rename(old)
    fresh.rename(current)
    shutil.rmtree(old, ignore_errors=True)


def load_checkpoint(output: Path, fingerprint: str) -> tuple[dict | None, str | None]:
    """(state, None), (None, None) where there is no checkpoint, or (None, why it cannot be used)."""
    folder = next((output / name for name in ("checkpoint", "checkpoint.old") if (output / name).exists()), None)
    if folder is None:
        return None, None
    try:
        meta = json.loads((folder / META).read_text(encoding="utf-8"))
        if meta["fingerprint"] != fingerprint:
            return None, "the checkpoint belongs to another spec or other data"
        return torch.load(folder / STATE, weights_only=True), None
    except Exception as error:  # torch.load raises many kinds for a damaged file; each means: start over
        return None, f"the checkpoint cannot be read ({error})"


def remove_checkpoint(output: Path) -> None:
    """Forget the checkpoint of a finished run: it is three times the size of the model."""
    for name in ("checkpoint", "checkpoint.old", "checkpoint.new"):
        shutil.rmtree(output / name, ignore_errors=True)
