"""The training loop: accumulate, clip, step, report, save."""

import math
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import torch

from .batch import EncodedPair, plan_steps
from .checkpoint import Progress, load_checkpoint, save_checkpoint
from .device import token_budget
from .distributed import World
from .errors import BadInputError, InterruptedRunError
from .events import Events
from .losses import Objective
from .metrics import wins
from .model import RewardModel
from .recipe import Recipe
from .schedule import learning_rate
from .spec import Spec
from .stop import Stop

# Llama 2, section 3.2.2: the optimiser of the base model.
BETAS, EPSILON, CLIP = (0.9, 0.95), 1e-5, 1.0
# Micro-batches are not made smaller than this for want of memory: about one short dialog.
LEAST_TOKENS = 256


def make_optimizer(model: RewardModel, weight_decay: float) -> torch.optim.AdamW:
    """AdamW over the trained parameters. Only matrices decay: norms and biases have no scale to shrink."""
    weights = list(model.trained.values())
    groups = [
        {"params": [weight for weight in weights if weight.dim() > 1], "weight_decay": weight_decay},
        {"params": [weight for weight in weights if weight.dim() <= 1], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(
        [group for group in groups if group["params"]], lr=0.0, betas=BETAS, eps=EPSILON, fused=True
    )


def train(
    model: RewardModel, pairs: Sequence[EncodedPair], spec: Spec, events: Events, stop: Stop, world: World
) -> Progress:
    """Fit the model on `pairs`, going on from output_dir/checkpoint where it agrees with the spec and the data.

    Raises InterruptedRunError after saving a checkpoint of the last finished step, BadInputError for a loss that is no
    number.
    """
    output, recipe, fingerprint = Path(spec.output_dir), spec.recipe, spec.fingerprint()
    optimizer = make_optimizer(model, recipe.weight_decay)
    found, problem = load_checkpoint(output, fingerprint, model, optimizer, world)
    if problem:
        events.emit("restarted", reason=problem)
        optimizer = make_optimizer(model, recipe.weight_decay)  # what was read of the checkpoint may be in the old one
    if found:
        events.emit("resumed", step=found.step)
    progress = found or Progress()
    steps = plan_steps(pairs, recipe.batch_pairs, recipe.epochs, spec.seed)
    left = sum(pairs[index].tokens for step in steps[progress.step :] for index in step)
    speed = _Speed()
    budget = token_budget(model.device)
    saved = time.monotonic()

    def save() -> None:
        nonlocal saved
        save_checkpoint(output, fingerprint, model, optimizer, progress, world)
        saved = time.monotonic()
        events.emit("checkpoint", step=progress.step)

    for indices in steps[progress.step :]:
        began = time.monotonic()
        rate = learning_rate(progress.step + 1, len(steps), recipe)
        try:
            world.check(stop)
            batch = [pairs[index] for index in indices]
            optimizer.zero_grad(set_to_none=True)
            (loss, won, places), budget = accumulate(model, batch, spec.recipe, budget, stop, world)
            _update(model, optimizer, rate)
        except InterruptedRunError:
            if progress.step > 0:  # before that there is nothing to keep
                save()
            raise
        if not math.isfinite(loss):
            raise BadInputError(f"the loss of step {progress.step + 1} is not a number; lower recipe.learning_rate")
        tokens = sum(item.tokens for item in batch)
        left -= tokens
        seconds = time.monotonic() - began
        speed.add(len(indices), tokens, seconds)
        progress.step += 1
        progress.tokens += tokens
        progress.places += places
        progress.seconds += seconds
        point = {"step": progress.step, "loss": loss, "accuracy": won / len(indices), "learning_rate": rate}
        progress.curve.append(point)
        events.emit("step", **point, steps=len(steps), **speed.fields(left))
        last = progress.step == len(steps)
        if world.any(last or time.monotonic() - saved >= recipe.checkpoint_seconds):
            save()
    return progress


def accumulate(
    model: RewardModel, batch: list[EncodedPair], recipe: Recipe, budget: int, stop: Stop, world: World
) -> tuple[tuple[float, float, int], int]:
    """Add up the gradients of a whole batch: ((mean loss, pairs won, places computed), budget that it took).

    Where a GPU has not the memory for micro-batches of `budget` tokens, they are halved until it has. The gradients
    are the same, to float rounding. Several processes do not: they would have to halve at the same moment. Raises
    torch.OutOfMemoryError where even the smallest are too large.
    """
    while True:
        try:
            return _gradients(model, batch, recipe, budget, stop, world), budget
        except torch.OutOfMemoryError:
            if world.size > 1 or budget <= LEAST_TOKENS:
                raise
        # Past the except clause, which keeps what was computed so far in memory.
        for weight in model.trained.values():
            weight.grad = None
        torch.cuda.empty_cache()
        budget = max(LEAST_TOKENS, budget // 2)
        print(f"out of memory: micro-batches have at most {budget} tokens from here on", file=sys.stderr)


def _gradients(
    model: RewardModel, batch: list[EncodedPair], recipe: Recipe, budget: int, stop: Stop, world: World
) -> tuple[float, float, int]:
    objective = Objective.over([item.pair for item in batch], recipe)
    parts: list[tuple[torch.Tensor, torch.Tensor]] = []
    places = 0
    for group, counts in world.share(model.micro_batches(batch, budget)):
        if world.size == 1:  # several processes stop between steps only, all at the same one
            stop.check()
        tensors = model.collate(group)
        chosen, rejected = model.score(tensors)
        loss = objective.part(chosen, rejected, [batch[index].pair for index in tensors.pairs])
        # Sharded gradients are averaged over the processes; the sum over the batch is meant.
        (loss * (world.size if counts else 0)).backward()
        if counts:
            parts.append((loss.detach(), (chosen - rejected).detach()))
            places += tensors.ids.numel()
    # Read only here: the next micro-batch is prepared while a GPU computes this one.
    total = sum(loss.item() for loss, _ in parts)
    won = sum(wins(differences.tolist()) for _, differences in parts)
    total, won, places = world.total([total, won, places])
    return total, won, int(places)


def _update(model: RewardModel, optimizer: torch.optim.AdamW, rate: float) -> None:
    torch.nn.utils.clip_grad_norm_(model.trained.values(), CLIP)
    for group in optimizer.param_groups:
        group["lr"] = rate
    optimizer.step()


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
