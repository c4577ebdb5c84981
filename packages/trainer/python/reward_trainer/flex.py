"""Whether a model's attention can be FlexAttention, which skips what a dialog does not see."""

import sys

import torch

from .batch import EncodedPair, lay_out
from .data import Pair
from .model import RewardModel

NAME = "flex_attention"  # as transformers calls it


def use_flex(model: RewardModel) -> None:
    """Switch to FlexAttention on a CUDA GPU, where the model shares beginnings and transformers can.

    The kernel is asked for the scores that the attention so far gives; where they differ, or it fails, that one
    stays and stderr says why.
    """
    supported = model.device.type == "cuda" and model.shares and getattr(model.network, "_supports_flex_attn", False)
    if not supported:
        return
    before = model.network.config._attn_implementation
    try:
        apart = flex_difference(model)
    except Exception as error:  # Triton and the kernels raise errors of many kinds; the model works without them
        apart, reason = None, f"{type(error).__name__}: {(str(error).splitlines() or [''])[0]}"
    else:
        reason = f"scores differ by {apart:.3g}"
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


@torch.no_grad()
def flex_difference(model: RewardModel, tokens: int = 300) -> float:
    """The largest difference between the scores by FlexAttention and by the present attention, on made-up dialogs.

    Several rows of more than one block of 128, of unlike lengths. The model is left as it was. Errors of the kernel
    are passed on.
    """
    pairs = made_pairs(model, 3, tokens)
    before = model.network.config._attn_implementation, model.flex

    def scores() -> torch.Tensor:
        return torch.stack(model.score(model.collate(lay_out(pairs, range(len(pairs)), "dialogs"))))

    plain = scores()
    try:
        set_flex(model, True, NAME)
        return float((scores() - plain).abs().max())
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
