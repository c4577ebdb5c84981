"""A report made from simulated scores by the code that makes real ones."""

import numpy as np
from made import pair, simulated

from reward_trainer.evaluate_set import evaluate_set, fit_calibration

MARGINS = (2.4, 1.4, 0.8, 0.3, 0.9)  # of the five strengths: a model that is surer where annotators were


def scores(size: int, seed: int, sharp: float = 2.0):
    chance = np.random.default_rng(seed)
    centre = np.array([MARGINS[n % 5] for n in range(size)])
    chosen, rejected = chance.normal(0.5 + centre / 2, 1, size), chance.normal(0.5 - centre / 2, 1, size)
    return sharp * chosen, sharp * rejected


def made_evaluation(size: int, dimension: str, calibration: dict, seed: int, sharp: float = 2.0) -> dict:
    safe = [(True, False), (True, True), (False, False)]
    pairs = [
        pair(
            n,
            root=f"r{n // 2}",
            source=["service", "hh|rlhf"][n % 7 == 0],
            batch=1 + n % 3,
            safe=safe[n % 3] if dimension == "safety" else None,
            ratings=(5 + n % 3, 1 + n % 4) if dimension == "safety" else None,
        )
        for n in range(size)
    ]
    made = evaluate_set(
        pairs,
        *scores(size, seed, sharp),
        dimension=dimension,
        model_dimension="safety",
        controls={
            "bag_of_words": simulated(size, seed=seed + 1),
            "shorter": np.where(np.arange(size) % 9 < 5, 1.0, -1.0),
            "untrained_start": simulated(size, seed=seed + 2) * np.where(np.arange(size) % 2, 1, -1),
        },
        calibration=calibration,
        with_safety_loss=True,
    )
    return {**made, "dropped": {"identical_responses": 3}, "truncated": 4}


def made_report(size: int = 600, calibration_pairs: int = 200, steps: int = 120) -> dict:
    held_out = [pair(n, safe=(True, n % 2 == 0)) for n in range(calibration_pairs)]
    calibration = fit_calibration(held_out, *scores(calibration_pairs, 9), True)
    chance = np.random.default_rng(4)
    curve = [
        {"step": n, "loss": 0.5 + 0.25 * 0.97**n + chance.normal(0, 0.03), "accuracy": 0.7, "learning_rate": 1e-5}
        for n in range(1, steps + 1)
    ]
    return {
        "schema": 2,
        "base_model": "made_model",
        "parameters": 22_700_000,
        "trained_parameters": 10_600_000,
        "device": "cpu (2 threads)",
        "code_version": "0.1.0+3f2a91c0d4e5",
        "dtype": "float32",
        "seconds": 526.4,
        "train": {
            "dimension": "safety",
            "pairs": 1944,
            "own_pairs": 1944 + calibration_pairs - 216,
            "dropped": {"malformed_line": 2},
            "truncated": 17,
            "tokens": 481_230,
            "steps": steps,
            "final_loss": 0.5123,
            "mix": {"drawn": {"open_data": 216}, "available": {"open_data": 1370}, "wanted": 216, "short": False},
        },
        "evaluations": [
            made_evaluation(size, "safety", calibration, 1),
            made_evaluation(size // 2, "helpfulness", calibration, 5, 0.3),
        ],
        "curve": curve,
        "recipe": {"margin": "small", "batch_pairs": 512},
    }
