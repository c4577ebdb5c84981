"""The learning rate as a pure function of the step (Llama 2, section 3.2.2)."""

import math

from .recipe import Recipe


def warmup_steps(steps: int, recipe: Recipe) -> int:
    """The recipe's share of all steps, but not fewer than its minimum."""
    return max(recipe.warmup_minimum, round(recipe.warmup_share * steps))


def learning_rate(step: int, steps: int, recipe: Recipe) -> float:
    """Rate of optimiser step `step` (1-based) of `steps`: linear warm-up, then a cosine down to the final ratio."""
    warmup = warmup_steps(steps, recipe)
    if step <= warmup:
        return recipe.learning_rate * step / warmup
    progress = (step - warmup) / max(1, steps - warmup)
    falling = 0.5 * (1 + math.cos(math.pi * progress))
    return recipe.learning_rate * (recipe.final_ratio + (1 - recipe.final_ratio) * falling)
