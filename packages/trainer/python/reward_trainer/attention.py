"""What a place may look at, in the form that the attention of a model takes."""

from collections.abc import Callable
from functools import cache

import torch
from torch import Tensor

from .tree import visible


def dense_mask(until: Tensor, dtype: torch.dtype) -> Tensor:
    """[rows, 1, places, places], added to the attention's logits: 0 where a place is seen, else the least number.

    Every implementation of attention takes it. It costs places squared, little for the rows of a few dialogs. The
    least number instead of -inf: a padded place sees nothing, and a softmax over nothing would be NaN.
    """
    mask = torch.full(until.shape + until.shape[-1:], torch.finfo(dtype).min, dtype=dtype, device=until.device)
    return mask.masked_fill_(visible(until), 0.0)[:, None]


def flex_mask(until: Tensor):
    """The same for FlexAttention: a BlockMask, whose empty blocks are never computed, so that many dialogs may stand
    in one long row."""
    rows, places = until.shape
    return _block_mask()(flex_rule(until), rows, None, places, places, device=until.device)


@cache
def _block_mask() -> Callable:
    """create_block_mask, compiled: as it is, it writes out places squared before it looks for empty blocks."""
    from torch.nn.attention.flex_attention import create_block_mask  # noqa: PLC0415 needs Triton, on a GPU

    return torch.compile(create_block_mask)


def flex_rule(until: Tensor) -> Callable[[Tensor, Tensor, Tensor, Tensor], Tensor]:
    """mask_mod(row, head, q, k) of FlexAttention: whether place q sees place k."""

    def sees(row: Tensor, _head: Tensor, q: Tensor, k: Tensor) -> Tensor:
        return (q >= k) & (q < until[row, k])

    return sees
