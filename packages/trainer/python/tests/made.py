"""Made pairs with scores of known properties."""

import numpy as np

from reward_trainer.data import STRENGTHS, Pair


def pair(number: int = 0, **changes) -> Pair:
    """One pair; without changes it is a dialog of its own."""
    values = {
        "id": f"p{number}",
        "prompt": ({"role": "user", "content": f"question {number}"},),
        "chosen": f"kind answer {number}",
        "rejected": f"rude {number}",
        "strength": STRENGTHS[number % 5],
        "safe": None,
        "root": f"r{number}",
    }
    return Pair(**(values | changes))


def simulated(size: int, scale: float = 1.0, seed: int = 0) -> np.ndarray:
    """Differences chosen - rejected, [size], whose true probability is sigmoid(difference / scale)."""
    chance = np.random.default_rng(seed)
    logits = chance.normal(0, 1.5, size)
    first_wins = chance.random(size) < 1 / (1 + np.exp(-logits))
    return scale * np.where(first_wins, logits, -logits)
