"""Where and in which precision a run computes."""

import torch


def pick_device() -> torch.device:
    """The first CUDA GPU, else the CPU."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def pick_dtype(wanted: str, device: torch.device) -> torch.dtype:
    """Precision of the matrix products ("auto" decides by what the hardware really has).

    A CPU without bfloat16 units computes it several times slower than float32, so "auto" asks for AMX or
    AVX512-BF16. Weights, optimiser, head and loss are float32 in either case.
    """
    if wanted != "auto":
        return getattr(torch, wanted)
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float32
    capabilities = torch.cpu.get_capabilities()
    fast = capabilities.get("amx_bf16") or capabilities.get("avx512_bf16")
    return torch.bfloat16 if fast else torch.float32


def token_budget(device: torch.device) -> int:
    """Padded tokens of one micro-batch: what keeps the units busy without filling the memory."""
    return 32768 if device.type == "cuda" else 2048
