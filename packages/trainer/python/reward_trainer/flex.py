"""Whether a model's attention can be FlexAttention, which skips what a dialog does not see."""

import sys

import torch

from .batch import EncodedPair, lay_out
from .data import Pair
from .model import RewardModel

NAME = "flex_attention"  # as transformers calls it


def use_flex(model: RewardModel, training: bool = False) -> None:
    """Switch to FlexAttention on a CUDA GPU, where the model shares beginnings and transformers can.

    The kernel is asked for the scores that the attention so far gives, and for `training` for the gradients as well;
    where they differ, or it fails, that one stays and stderr says why.
    """
    supported = model.device.type == "cuda" and model.shares and getattr(model.network, "_supports_flex_attn", False)
    if not supported:
        return
    before = model.network.config._attn_implementation
    try:
        apart = flex_difference(model, gradients=training)
    except Exception as error:  # Triton and the kernels raise errors of many kinds; the model works without them
        apart, reason = None, f"{type(error).__name__}: {(str(error).splitlines() or [''])[0]}"
    else:
        reason = f"{'scores or gradients' if training else 'scores'} differ by {apart:.3g}"
    if apart is None or not apart <= tolerance(model.dtype):  # NaN is not
        print(f"FlexAttention is not used ({reason}); {before} is", file=sys.stderr)
        return
    set_flex(model, True, NAME)


def set_flex(model: RewardModel, flex: bool, implementation: str) -> None:
    """Let the network attend by `implementation`, and batches be laid out for it."""
    model.network.set_attn_implementation(implementation)
    model.flex = flex


def tolerance(dtype: torch.dtype) -> float:
    """By how much the scores of two ways of attention may differ: scores have about unit size."""
    return 0.05 if dtype == torch.bfloat16 else 1e-4


def flex_difference(model: RewardModel, tokens: int = 300, gradients: bool = False) -> float:
    """The largest difference between the scores by FlexAttention and by the present attention, on made-up dialogs;
    with `gradients` also between those of the lowest trained weights, as a share of the largest one.

    Several rows of more than one block of 128, of unlike lengths. The model is left as it was. Errors of the kernel
    are passed on.
    """
    pairs = made_pairs(model, 3, tokens)
    before = model.network.config._attn_implementation, model.flex
    # What has come through every attention; the first one may be a large embedding.
    lowest = list(model.trained.values())[1:9] if gradients else []

    def found() -> tuple[torch.Tensor, torch.Tensor]:
        with torch.set_grad_enabled(gradients):
            scores = torch.stack(model.score(model.collate(lay_out(pairs, range(len(pairs)), "dialogs"))))
        slopes = torch.autograd.grad(scores.sum(), lowest) if lowest else [torch.zeros(1, device=model.device)]
        return scores.detach(), torch.cat([slope.flatten() for slope in slopes])

    plain, slopes = found()
    try:
        set_flex(model, True, NAME)
        scores, others = found()
        apart = (others - slopes).abs().max() / slopes.abs().max().clamp(min=1e-9)
        return float(torch.maximum((scores - plain).abs().max(), apart))
    finally:
        set_flex(model, before[1], before[0])


def made_pairs(model: RewardModel, count: int, tokens: int, share: float = 0.5, seed: int = 0) -> list[EncodedPair]:
    """Pairs of random tokens, each a dialog of its own: about `tokens` a dialog, of which `share` is the prompt."""
    chance = torch.Generator().manual_seed(seed)

    def draw(length: int) -> list[int]:
        return torch.randint(0, model.network.config.vocab_size, (max(1, length),), generator=chance).tolist()

    pairs = []
    for index in range(count):
        prompt = draw(int(tokens * share) + 7 * index)
        row = Pair(str(index), (), "", "", "unknown", None, root=str(index))
        response = int(tokens * (1 - share))
        pairs.append(EncodedPair(row, prompt + draw(response + 3 * index), prompt + draw(response - 2 * index)))
    return pairs
