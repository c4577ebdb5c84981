"""The losses, as pure functions of scores, and what a recipe makes of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, logsigmoid

from .data import Pair
from .recipe import Recipe
from .strengths import MARGINS

# How much more a judgement counts where the recipe scales by strength: the scaled Bradley-Terry loss of
# HelpSteer2-Preference (arXiv 2410.01257) on our four strengths, our reading. "unknown" counts as the least one.
SCALES = {
    "significantly_better": 4.0,
    "better": 3.0,
    "slightly_better": 2.0,
    "negligibly_better": 1.0,
    "unknown": 1.0,
}


def ranking_loss(chosen: Tensor, rejected: Tensor, margin: Tensor, smoothing: float = 0.0) -> Tensor:
    """-log sigmoid(r_chosen - r_rejected - m), one value a pair (Llama 2, equation 2). All three are [pairs].

    `smoothing` is the probability that the judgement is the wrong way round: that share of the loss asks for the
    opposite, as in conservative DPO (Mitchell 2023, "A note on DPO with noisy preferences").
    """
    if not chosen.shape == rejected.shape == margin.shape:
        raise ValueError(f"scores and margin must agree: {chosen.shape}, {rejected.shape}, {margin.shape}")
    difference = chosen - rejected - margin
    if smoothing == 0:
        return -logsigmoid(difference)
    return -(1 - smoothing) * logsigmoid(difference) - smoothing * logsigmoid(-difference)


def center_loss(chosen: Tensor, rejected: Tensor) -> Tensor:
    """(r_chosen + r_rejected)^2, one value a pair: keeps scores around zero (arXiv 2312.09244)."""
    return (chosen + rejected) ** 2


def safety_loss(chosen: Tensor, rejected: Tensor, chosen_safe: Tensor, rejected_safe: Tensor) -> Tensor:
    """Cross-entropy of sigmoid(score) read as P(safe), summed over both responses, one value a pair.

    Llama 2 names the auxiliary safety loss (A.3.4) and prints no formula; this is our reading of it.
    Scores are [pairs]; labels are [pairs] with 1 for safe and 0 for unsafe.
    """
    return binary_cross_entropy_with_logits(chosen, chosen_safe, reduction="none") + binary_cross_entropy_with_logits(
        rejected, rejected_safe, reduction="none"
    )


@dataclass(frozen=True)
class Objective:
    """The loss of one batch, computed over its micro-batches: their parts add up to the mean over the batch."""

    recipe: Recipe
    weight: float  # of all pairs together
    labelled: float  # of the pairs with safety labels

    @classmethod
    def over(cls, batch: Sequence[Pair], recipe: Recipe) -> "Objective":
        """The objective of a whole batch."""
        labelled = sum(pair.weight for pair in batch if pair.safe is not None)
        return cls(recipe, sum(pair.weight for pair in batch), labelled)

    def part(self, chosen: Tensor, rejected: Tensor, pairs: Sequence[Pair]) -> Tensor:
        """What these pairs of the batch add to its loss. Scores are [pairs]; a scalar comes back."""
        recipe = self.recipe
        like = {"dtype": chosen.dtype, "device": chosen.device}
        table = MARGINS["none" if recipe.margin == "scaled" else recipe.margin]
        margin = torch.tensor([table[pair.strength] for pair in pairs], **like)
        scale = [SCALES[pair.strength] if recipe.margin == "scaled" else 1.0 for pair in pairs]
        weights = torch.tensor([pair.weight for pair in pairs], **like)
        losses = ranking_loss(chosen, rejected, margin, recipe.label_smoothing) * torch.tensor(scale, **like)
        if recipe.center > 0:
            losses = losses + recipe.center * center_loss(chosen, rejected)
        loss = (weights * losses).sum() / self.weight
        labels = [(row, pair.safe) for row, pair in enumerate(pairs) if pair.safe is not None]
        if recipe.safety_weight > 0 and labels:
            rows = torch.tensor([row for row, _ in labels], device=chosen.device)
            safe = torch.tensor([pair for _, pair in labels], **like)
            auxiliary = safety_loss(chosen[rows], rejected[rows], safe[:, 0], safe[:, 1])
            loss = loss + recipe.safety_weight * (weights[rows] * auxiliary).sum() / self.labelled
        return loss
