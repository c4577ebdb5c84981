"""Activation checkpointing (arXiv 1604.06174): memory for time."""

from functools import partial

import torch
from torch import nn
from torch.utils.checkpoint import checkpoint
from transformers import PreTrainedModel

from .distributed import layers_of


def recompute_layers(network: PreTrainedModel) -> None:
    """Keep of each transformer layer its input alone, in place, and compute the rest again for the gradient.

    The layers' own switch is left alone: it works in training mode only, and a reward model never is in it. What FSDP
    hangs before and after a layer stays outside, so that its weights are gathered before they are used again.
    """
    for layer in layers_of(network.base_model, network.config.num_hidden_layers):
        layer.forward = _recomputed(layer)


def _recomputed(layer: nn.Module):
    inner = layer.forward

    def forward(*inputs, **named):
        if not torch.is_grad_enabled():
            return inner(*inputs, **named)
        # No dropout: what chance decided before has not to be remembered.
        return checkpoint(partial(inner, **named), *inputs, use_reentrant=False, preserve_rng_state=False)

    return forward
