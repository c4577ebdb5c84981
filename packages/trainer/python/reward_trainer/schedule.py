"""The learning rate as a pure function of the step (Llama 2, section 3.2.2)."""

import math

FINAL_RATIO = 0.1


def warmup_steps(steps: int) -> int:
    """3 % of all steps, at least 5."""
    return max(5, round(0.03 * steps))


def learning_rate(step: int, steps: int, maximum: float) -> float:
    """Rate of optimiser step `step` (1-based) of `steps`: linear warm-up, then a cosine down to 10 % of the maximum."""
    warmup = warmup_steps(steps)
    if step <= warmup:
        return maximum * step / warmup
    progress = (step - warmup) / max(1, steps - warmup)
    return maximum * (FINAL_RATIO + (1 - FINAL_RATIO) * 0.5 * (1 + math.cos(math.pi * progress)))
