"""The losses, as pure functions of scores."""

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, logsigmoid

# Llama 2, Table 27. "unknown" is binary data without a strength: no margin.
MARGINS = {
    "large": {
        "significantly_better": 3.0,
        "better": 2.0,
        "slightly_better": 1.0,
        "negligibly_better": 0.0,
        "unknown": 0.0,
    },
    "small": {
        "significantly_better": 1.0,
        "better": 2 / 3,
        "slightly_better": 1 / 3,
        "negligibly_better": 0.0,
        "unknown": 0.0,
    },
    "none": {
        "significantly_better": 0.0,
        "better": 0.0,
        "slightly_better": 0.0,
        "negligibly_better": 0.0,
        "unknown": 0.0,
    },
}


def ranking_loss(chosen: Tensor, rejected: Tensor, margin: Tensor) -> Tensor:
    """-log sigmoid(r_chosen - r_rejected - m), one value a pair (Llama 2, equation 2). All three are [pairs]."""
    if not chosen.shape == rejected.shape == margin.shape:
        raise ValueError(f"scores and margin must agree: {chosen.shape}, {rejected.shape}, {margin.shape}")
    return -logsigmoid(chosen - rejected - margin)


def safety_loss(chosen: Tensor, rejected: Tensor, chosen_safe: Tensor, rejected_safe: Tensor) -> Tensor:
    """Cross-entropy of sigmoid(score) read as P(safe), summed over both responses, one value a pair.

    Llama 2 names the auxiliary safety loss (A.3.4) and prints no formula; this is our reading of it.
    Scores are [pairs]; labels are [pairs] with 1 for safe and 0 for unsafe.
    """
    return binary_cross_entropy_with_logits(chosen, chosen_safe, reduction="none") + binary_cross_entropy_with_logits(
        rejected, rejected_safe, reduction="none"
    )


def margins(strengths: list[str], margin: str, device: torch.device) -> Tensor:
    """The margin of each pair, [pairs], float32."""
    table = MARGINS[margin]
    return torch.tensor([table[strength] for strength in strengths], dtype=torch.float32, device=device)
