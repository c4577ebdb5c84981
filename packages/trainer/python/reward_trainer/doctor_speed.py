"""How fast a machine fits a reward model of random weights: pairs a second, floating-point work, peak memory."""

import time

import torch
from torch.utils.flop_counter import FlopCounterMode

from .batch import EncodedPair
from .device import token_budget
from .flex import made_pairs, use_flex
from .model import RewardModel
from .random_model import random_model
from .train import BETAS, EPSILON

TOKENS = 512  # a dialog; half of them are the prompt, which both responses share
PAIRS = 32  # a step
WARM_UP, STEPS = 2, 8


def measure(
    shape: dict[str, int], device: torch.device, dtype: torch.dtype, pairs: int = PAIRS, steps: int = STEPS
) -> dict:
    """{parameters, pairs_per_second, tokens_per_second, flops_per_second, matmul_flops_per_second, mfu,
    peak_bytes, flex}.

    Tokens are those of both dialogs of each pair. The floating-point operations of a step, forward and backward, are
    counted on the plain path with its shared beginnings, attention included, and mfu is their rate over that of a
    large matrix product of the same dtype measured here. peak_bytes is None on the CPU.
    """
    model = random_model(shape, device, dtype)
    made = made_pairs(model, pairs, TOKENS)
    with FlopCounterMode(display=False) as counter:
        _step(model, made)
    flops = counter.get_total_flops()
    use_flex(model, training=True)
    optimizer = torch.optim.AdamW(model.network.parameters(), lr=1e-5, betas=BETAS, eps=EPSILON, fused=True)
    if device.type == "cuda":
        torch.cuda.reset_peak_memory_stats()
    for _ in range(WARM_UP):
        _step(model, made, optimizer)
    _wait(device)
    began = time.perf_counter()
    for _ in range(steps):
        _step(model, made, optimizer)
    _wait(device)
    seconds = (time.perf_counter() - began) / steps
    peak = torch.cuda.max_memory_allocated() if device.type == "cuda" else None
    best = matmul_rate(device, dtype)
    return {
        "parameters": model.parameters,
        "pairs_per_second": pairs / seconds,
        "tokens_per_second": sum(item.tokens for item in made) / seconds,
        "flops_per_second": flops / seconds,
        "matmul_flops_per_second": best,
        "mfu": flops / seconds / best,
        "peak_bytes": peak,
        "flex": model.flex,
    }


def words(found: dict) -> str:
    """The measurement in one line."""
    peak = "" if found["peak_bytes"] is None else f", peak memory {found['peak_bytes'] / 2**30:.1f} GiB"
    way = "FlexAttention" if found["flex"] else "the plain path"
    return (
        f"{found['pairs_per_second']:.0f} pairs/s of 2 × {TOKENS} tokens ({found['tokens_per_second']:,.0f} tokens/s), "
        f"{found['parameters'] / 1e9:.2f} B parameters by {way}; {found['flops_per_second'] / 1e12:.1f} TFLOP/s, "
        f"{100 * found['mfu']:.0f} % of what a large product reaches here "
        f"({found['matmul_flops_per_second'] / 1e12:.1f}){peak}"
    )


def _step(model: RewardModel, pairs: list[EncodedPair], optimizer: torch.optim.Optimizer | None = None) -> None:
    for group in model.micro_batches(pairs, token_budget(model.device)):
        chosen, rejected = model.score(model.collate(group))
        (-torch.nn.functional.logsigmoid(chosen - rejected).sum() / len(pairs)).backward()
    if optimizer:
        optimizer.step()
    model.network.zero_grad(set_to_none=True)


def matmul_rate(device: torch.device, dtype: torch.dtype) -> float:
    """Floating-point operations a second of a large square product, the best of five."""
    size = 8192 if device.type == "cuda" else 1024
    one, other = (torch.randn(size, size, device=device, dtype=dtype) for _ in range(2))
    best = float("inf")
    for _ in range(6):
        _wait(device)
        began = time.perf_counter()
        one @ other
        _wait(device)
        best = min(best, time.perf_counter() - began)
    return 2 * size**3 / best


def _wait(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.synchronize()
