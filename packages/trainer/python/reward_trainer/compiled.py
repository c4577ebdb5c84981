"""torch.compile, layer by layer: one graph serves all layers of a model, so that it is ready in seconds."""

import torch
from transformers import PreTrainedModel

from .distributed import layers_of


def compile_layers(network: PreTrainedModel) -> None:
    """Compile every transformer layer for rows of any length, in place. The first steps wait for it.

    What FSDP hangs before and after a layer stays outside, and so does the recomputation of activations: this comes
    before both.
    """
    for layer in layers_of(network.base_model, network.config.num_hidden_layers):
        layer.forward = torch.compile(layer.forward, dynamic=True)
