"""Low-rank adapters: the base model stays as it is; matrices beside its linear layers and the head are trained."""

from importlib.util import find_spec

import torch
from torch import Tensor, nn
from transformers import BitsAndBytesConfig, PreTrainedModel

from .errors import BadInputError
from .recipe import Adapter

NAME = "default"


def quantization(adapter: Adapter | None, device: torch.device) -> BitsAndBytesConfig | None:
    """How the frozen weights are stored: in 4 bits for qlora (arXiv 2305.14314), the head as it is.

    Raises BadInputError where that cannot be had.
    """
    if adapter is None or adapter.kind != "qlora":
        return None
    if device.type != "cuda" or find_spec("bitsandbytes") is None:
        raise BadInputError(
            "recipe.adapter.kind qlora needs an NVIDIA GPU and the package bitsandbytes; install it or use lora"
        )
    return BitsAndBytesConfig(
        load_in_4bit=True,
        bnb_4bit_quant_type="nf4",
        bnb_4bit_use_double_quant=True,
        bnb_4bit_compute_dtype=torch.bfloat16,
        llm_int8_skip_modules=["score", "classifier"],
    )


def add_adapter(network: PreTrainedModel, head: nn.Module, adapter: Adapter) -> None:
    """Freeze the network and put matrices beside its linear layers, in place. The head is trained as a whole.

    What is trained is float32, whatever the frozen weights are stored in: bfloat16 would lose small steps.
    """
    inside = set(network.base_model.modules())
    linear = [name for name, module in network.named_modules() if isinstance(module, nn.Linear) and module in inside]
    wanted = linear
    if adapter.targets != "all-linear":
        wanted = [name for name in linear if name.rsplit(".", 1)[-1] in adapter.targets]
        missing = set(adapter.targets) - {name.rsplit(".", 1)[-1] for name in wanted}
        if missing:
            known = ", ".join(sorted({name.rsplit(".", 1)[-1] for name in linear}))
            lost = ", ".join(sorted(missing))
            raise BadInputError(f"recipe.adapter.targets: the base model has no linear layer {lost}; it has {known}")
    from peft import LoraConfig, inject_adapter_in_model  # loaded by the runs that have an adapter

    config = LoraConfig(r=adapter.rank, lora_alpha=adapter.alpha, target_modules=wanted, lora_dropout=0.0)
    network.requires_grad_(False)
    inject_adapter_in_model(config, network, adapter_name=NAME)
    head.requires_grad_(True)
    for weight in network.parameters():
        if weight.requires_grad:
            weight.data = weight.data.float()


def scalings(network: PreTrainedModel) -> dict[str, float]:
    """Module name -> what its update is multiplied by."""
    from peft.tuners.lora import LoraLayer

    return {name: module.scaling[NAME] for name, module in network.named_modules() if isinstance(module, LoraLayer)}


@torch.no_grad()
def merge(base: PreTrainedModel, trained: dict[str, Tensor], scaling: dict[str, float]) -> None:
    """Add trained matrices to the weights of a plain copy of the base model, and put the trained head in.

    The copy is not in 4 bits, also where the base was during training, but has the precision that its frozen weights
    were computed in: there the sums are rounded, once. `trained` are the weights of the network with its adapter,
    those frozen may be missing.
    """
    modules = dict(base.named_modules())
    for name, factor in scaling.items():
        down, up = (trained[f"{name}.lora_{part}.{NAME}.weight"].float().cpu() for part in "AB")
        weight = modules[name].weight
        weight.copy_(weight.to(torch.promote_types(weight.dtype, torch.float32)) + factor * (up @ down))
    outside = {name: value for name, value in trained.items() if name.split(".")[0] != base.base_model_prefix}
    base.load_state_dict(outside, strict=False)
