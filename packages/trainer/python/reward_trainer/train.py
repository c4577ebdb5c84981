"""The training loop: accumulate, clip, step, report, save."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torch

from .batch import EncodedPair, lay_out, micro_batches, plan_steps
from .checkpoint import load_checkpoint, save_checkpoint
from .device import token_budget
from .errors import InterruptedRunError
from .events import Events
from .losses import margins, ranking_loss, safety_loss
from .metrics import wins
from .model import RewardModel
from .schedule import learning_rate
from .spec import Spec
from .stop import Stop

# Llama 2, section 3.2.2: the optimiser of the base model.
BETAS, EPSILON, WEIGHT_DECAY, CLIP = (0.9, 0.95), 1e-5, 0.1, 1.0


@dataclass
class Progress:
    """Where a run is; all of it is in the checkpoint."""

    step: int = 0  # finished optimiser steps
    tokens: int = 0  # real tokens trained on
    seconds: float = 0.0  # of training, over all attempts
    curve: list[dict] = field(default_factory=list)  # {step, loss, accuracy, learning_rate} of each step


def make_optimizer(model: RewardModel) -> torch.optim.AdamW:
    """AdamW over the trained parameters. Only matrices decay: norms and biases have no scale to shrink."""
    weights = list(model.trained.values())
    groups = [
        {"params": [weight for weight in weights if weight.dim() > 1], "weight_decay": WEIGHT_DECAY},
        {"params": [weight for weight in weights if weight.dim() <= 1], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(
        [group for group in groups if group["params"]], lr=0.0, betas=BETAS, eps=EPSILON, fused=True
    )


def train(model: RewardModel, pairs: Sequence[EncodedPair], spec: Spec, events: Events, stop: Stop) -> Progress:
    """Fit the model on `pairs`, going on from output_dir/checkpoint where it agrees with the spec and the data.

    Raises InterruptedRunError after saving a checkpoint of the last finished step.
    """
    output, recipe, fingerprint = Path(spec.output_dir), spec.recipe, spec.fingerprint()
    optimizer = make_optimizer(model)
    progress = _resume(model, optimizer, output, fingerprint, events)
    steps = plan_steps(pairs, recipe.batch_pairs, recipe.epochs, spec.seed)
    left = sum(pairs[index].tokens for step in steps[progress.step :] for index in step)
    speed = _Speed()
    saved = time.monotonic()

    def save() -> None:
        nonlocal saved
        save_checkpoint(output, fingerprint, _state(model, optimizer, progress))
        saved = time.monotonic()
        events.emit("checkpoint", step=progress.step)

    for indices in steps[progress.step :]:
        began = time.monotonic()
        rate = learning_rate(progress.step + 1, len(steps), recipe.learning_rate)
        try:
            loss, won = _step(model, optimizer, [pairs[index] for index in indices], spec, rate, stop)
        except InterruptedRunError:
            save()
            raise
        tokens = sum(pairs[index].tokens for index in indices)
        left -= tokens
        seconds = time.monotonic() - began
        speed.add(len(indices), tokens, seconds)
        progress.step += 1
        progress.tokens += tokens
        progress.seconds += seconds
        point = {"step": progress.step, "loss": loss, "accuracy": won / len(indices), "learning_rate": rate}
        progress.curve.append(point)
        events.emit("step", **point, steps=len(steps), **speed.fields(left))
        if progress.step == len(steps) or time.monotonic() - saved >= recipe.checkpoint_seconds:
            save()
    return progress


def _step(
    model: RewardModel, optimizer: torch.optim.AdamW, batch: list[EncodedPair], spec: Spec, rate: float, stop: Stop
) -> tuple[float, float]:
    """One optimiser step over the whole batch. Returns (mean loss, pairs won)."""
    recipe, device = spec.recipe, model.device
    labelled_pairs = sum(item.pair.safe is not None for item in batch)
    total, won = 0.0, 0.0
    optimizer.zero_grad(set_to_none=True)
    units = lay_out(batch, range(len(batch)), model.layout)
    for group in micro_batches(units, token_budget(device)):
        stop.check()
        tensors = model.collate(group)
        chosen, rejected = model.score(tensors)
        items = [batch[index] for index in tensors.pairs]
        margin = margins([item.pair.strength for item in items], recipe.margin, device)
        # Sums over the micro-batch, divided by the whole batch: its cut into micro-batches does not change the step.
        loss = ranking_loss(chosen, rejected, margin.to(chosen.dtype)).sum() / len(batch)
        labels = [(row, item.pair.safe) for row, item in enumerate(items) if item.pair.safe is not None]
        if recipe.safety_weight > 0 and labels:
            rows = torch.tensor([row for row, _ in labels], device=device)
            safe = torch.tensor([pair for _, pair in labels], dtype=chosen.dtype, device=device)
            auxiliary = safety_loss(chosen[rows], rejected[rows], safe[:, 0], safe[:, 1]).sum() / labelled_pairs
            loss = loss + recipe.safety_weight * auxiliary
        loss.backward()
        total += loss.item()
        won += wins((chosen - rejected).tolist())
    torch.nn.utils.clip_grad_norm_(model.trained.values(), CLIP)
    for group in optimizer.param_groups:
        group["lr"] = rate
    optimizer.step()
    return total, won


class _Speed:
    """Rates over the steps of this process."""

    def __init__(self):
        self.pairs, self.tokens, self.seconds = 0, 0, 1e-9

    def add(self, pairs: int, tokens: int, seconds: float) -> None:
        self.pairs, self.tokens, self.seconds = self.pairs + pairs, self.tokens + tokens, self.seconds + seconds

    def fields(self, tokens_left: int) -> dict:
        return {
            "pairs_per_second": self.pairs / self.seconds,
            "tokens_per_second": self.tokens / self.seconds,
            "eta_seconds": tokens_left * self.seconds / self.tokens,
        }


def _state(model: RewardModel, optimizer: torch.optim.AdamW, progress: Progress) -> dict:
    """Everything a later process needs. Frozen parameters come from the base model again."""
    return {
        "step": progress.step,
        "progress": vars(progress),
        "trained": {name: weight.detach() for name, weight in model.trained.items()},
        "optimizer": optimizer.state_dict(),
        "rng": torch.get_rng_state(),
    }


def _resume(
    model: RewardModel, optimizer: torch.optim.AdamW, output: Path, fingerprint: str, events: Events
) -> Progress:
    state, problem = load_checkpoint(output, fingerprint)
    if problem:
        events.emit("restarted", reason=problem)
    if state is None:
        return Progress()
    with torch.no_grad():
        for name, weight in model.trained.items():
            weight.copy_(state["trained"][name])
    optimizer.load_state_dict(state["optimizer"])
    torch.set_rng_state(state["rng"])
    events.emit("resumed", step=state["step"])
    return Progress(**state["progress"])
