"""The checks of `doctor`. Each returns what it found in words, raises SkippedError with the reason, or fails."""

import copy
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

import torch
import torch.distributed as dist
from torch import multiprocessing

from .adapter import add_adapter, merge, scalings
from .batch import Layout, lay_out
from .doctor_speed import measure, words
from .flex import flex_difference, made_pairs, tolerance
from .model import RewardModel, head_of, make_reward_model
from .random_model import HALF_BILLION, SMALL, random_model
from .recipe import Adapter, Recipe

GIB = 2**30
LEAST_FREE = 1  # GiB
PATIENCE = timedelta(seconds=120)  # for two processes to start and meet


class SkippedError(Exception):
    """A check that has no meaning here; the message says why."""


@dataclass(frozen=True)
class Machine:
    """Where runs would compute, and in which precision."""

    device: torch.device
    dtype: torch.dtype

    @property
    def cuda(self) -> bool:
        """Whether there is a CUDA GPU."""
        return self.device.type == "cuda"


def _require(holds: bool, message: str) -> None:
    if not holds:
        raise RuntimeError(message)


def arithmetic(machine: Machine) -> str:
    """A matrix product and its gradient on the device against float64 on the CPU."""
    chance = torch.Generator().manual_seed(0)
    one, other = (torch.randn(256, 256, generator=chance, dtype=torch.float64) for _ in range(2))
    here = one.float().to(machine.device).requires_grad_()
    product = here @ other.float().to(machine.device)
    product.sum().backward()
    apart = (product.detach().cpu().double() - one @ other).abs().max().item()
    slope = (here.grad.cpu().double() - other.sum(1)).abs().max().item()
    _require(max(apart, slope) < 1e-3, f"a float32 product is wrong by {max(apart, slope):.2g}")
    return f"{torch.__version__}; a float32 product is right to {max(apart, slope):.1g}"


def device(machine: Machine) -> str:
    """The GPU, or the CPU and its threads. Fails where there is an NVIDIA GPU that torch cannot use."""
    if machine.cuda:
        major, minor = torch.cuda.get_device_capability()
        return f"{torch.cuda.get_device_name()}, compute capability {major}.{minor}, CUDA {torch.version.cuda}"
    _require(not Path("/dev/nvidia0").exists(), "there is an NVIDIA GPU, but torch cannot use it")
    return f"cpu, {torch.get_num_threads()} threads, {torch.backends.cpu.get_cpu_capability()}"


def memory(machine: Machine) -> str:
    """Free and whole memory of the machine and of the GPU."""
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIB
    free = _available()
    told = f"{whole:.1f} GiB" if free is None else f"{free:.1f} of {whole:.1f} GiB free"
    least = whole if free is None else free
    if machine.cuda:
        free, whole = (size / GIB for size in torch.cuda.mem_get_info())
        told += f"; on the GPU {free:.1f} of {whole:.1f} GiB"
        least = min(least, free)
    _require(least >= LEAST_FREE, f"less than {LEAST_FREE} GiB is free ({told})")
    return told


def _available() -> float | None:
    """GiB that a process can have, with what the page cache would give back; None where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) / 2**20 for line in lines if line.startswith("MemAvailable:")), None)


def bfloat16(machine: Machine) -> str:
    """Whether products in bfloat16 are right, and faster than in float32."""
    if machine.dtype != torch.bfloat16:
        raise SkippedError("this processor has no bfloat16 units; float32 is used")
    size = 4096 if machine.cuda else 1024
    one, other = (torch.randn(size, size, device=machine.device) for _ in range(2))
    exact = one @ other
    apart = ((one.bfloat16() @ other.bfloat16()).float() - exact).abs().max().item() / exact.abs().max().item()
    _require(apart < 0.02, f"a bfloat16 product is wrong by {100 * apart:.1f} %")
    slow = _seconds(machine, lambda: one @ other)
    one, other = one.bfloat16(), other.bfloat16()
    gain = slow / _seconds(machine, lambda: one @ other)
    _require(gain > 0.9, f"bfloat16 products take {1 / gain:.1f} times as long as float32")
    return f"right to {100 * apart:.1g} %, {gain:.1f} times as fast as float32"


def _seconds(machine: Machine, work: Callable[[], object]) -> float:
    """The shortest of five times."""
    times = []
    for _ in range(6):  # the first is the warm-up
        began = time.perf_counter()
        work()
        if machine.cuda:
            torch.cuda.synchronize()
        times.append(time.perf_counter() - began)
    return min(times[1:])


def shared(machine: Machine) -> str:
    """The scores of pairs as trees against those of their dialogs alone, in float32."""
    model = random_model(SMALL, machine.device, torch.float32)
    _require(model.shares, "a tree does not give the scores of its dialogs alone")
    apart = _tree_difference(model)
    _require(apart <= tolerance(torch.float32), f"scores differ by {apart:.2g}")
    return f"equal to the plain path within {apart:.1g}"


@torch.no_grad()
def _tree_difference(model: RewardModel) -> float:
    pairs = made_pairs(model, 4, 60)

    def scores(layout: Layout) -> torch.Tensor:
        batch = model.collate(lay_out(pairs, range(len(pairs)), layout))
        return torch.stack(model.score(batch))

    return float((scores("dialogs") - scores("plain")).abs().max())


def flex(machine: Machine) -> str:
    """Scores and gradients by FlexAttention against those by the plain path, in the machine's own precision."""
    if not machine.cuda:
        raise SkippedError("FlexAttention is used on a CUDA GPU alone; the CPU takes the plain path")
    apart = flex_difference(random_model(SMALL, machine.device, machine.dtype), tokens=1000, gradients=True)
    _require(apart <= tolerance(machine.dtype), f"scores or gradients differ by {apart:.2g}")
    return f"equal to the plain path within {apart:.1g} in {str(machine.dtype).removeprefix('torch.')}"


@torch.no_grad()
def peft(machine: Machine) -> str:
    """An adapter's scores against those of the same matrices merged into the weights."""
    model = random_model(SMALL, machine.device, torch.float32)
    plain = copy.deepcopy(model.network).cpu()
    add_adapter(model.network, head_of(model.network), Adapter("lora", rank=4, alpha=8.0))
    for name, weight in model.network.named_parameters():
        if ".lora_B." in name:
            weight.normal_(std=0.05)
    pairs = made_pairs(model, 2, 40)
    before = torch.stack(model.score(model.collate(lay_out(pairs, range(2), "plain")))).cpu()
    merge(plain, model.network.state_dict(), scalings(model.network))
    model.network = plain.to(machine.device)
    after = torch.stack(model.score(model.collate(lay_out(pairs, range(2), "plain")))).cpu()
    apart = (after - before).abs().max().item()
    _require(apart < 1e-3, f"the merged model's scores differ by {apart:.2g}")
    return f"{metadata.version('peft')}; an adapter and its merged weights agree within {apart:.1g}"


def bitsandbytes(machine: Machine) -> str:
    """A linear layer in 4 bits against the same in full precision."""
    if not machine.cuda:
        raise SkippedError("4 bits (qlora) need an NVIDIA GPU")
    if find_spec("bitsandbytes") is None:
        raise SkippedError("not installed; qlora needs it (pip install bitsandbytes)")
    from bitsandbytes.nn import Linear4bit, Params4bit  # noqa: PLC0415 loads CUDA libraries

    full = torch.nn.Linear(512, 512, bias=False)
    four = Linear4bit(512, 512, bias=False, compute_dtype=torch.bfloat16, quant_type="nf4")
    four.weight = Params4bit(full.weight.data.clone(), requires_grad=False, quant_type="nf4")
    inputs = torch.randn(64, 512)
    exact, found = full(inputs), four.to(machine.device)(inputs.to(machine.device).bfloat16()).float().cpu()
    apart = ((found - exact).norm() / exact.norm()).item()
    _require(apart < 0.2, f"a layer in 4 bits is wrong by {100 * apart:.0f} %")
    return f"{metadata.version('bitsandbytes')}; a layer in 4 bits is right to {100 * apart:.0f} %"


def gloo(_machine: Machine) -> str:
    """A sum over two processes on the CPU."""
    return _two_processes("gloo")


def nccl(machine: Machine) -> str:
    """A sum over two processes with a GPU each."""
    if not machine.cuda or torch.cuda.device_count() < 2:
        raise SkippedError("needs two GPUs")
    return _two_processes("nccl")


def _two_processes(backend: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        processes = multiprocessing.spawn(_meet, (backend, f"{folder}/meet"), nprocs=2, join=False)
        began = time.monotonic()
        while not processes.join(timeout=1):
            if time.monotonic() - began > PATIENCE.total_seconds():
                for process in processes.processes:
                    process.kill()
                raise RuntimeError(f"two processes did not meet within {PATIENCE.total_seconds():.0f} s")
    return "two processes add up a number"


def _meet(rank: int, backend: str, path: str) -> None:
    dist.init_process_group(backend, init_method=f"file://{path}", rank=rank, world_size=2, timeout=PATIENCE)
    total = torch.tensor([float(rank + 1)], device=f"cuda:{rank}" if backend == "nccl" else "cpu")
    dist.all_reduce(total)
    dist.destroy_process_group()
    _require(total.item() == 3.0, f"1 + 2 gave {total.item()}")


def speed(machine: Machine) -> str:
    """Training steps of a Llama-shaped model of half a billion parameters."""
    if not machine.cuda:
        raise SkippedError("measured on a GPU alone; every run tells its own pairs per second")
    try:
        return words(measure(HALF_BILLION, machine.device, machine.dtype))
    except torch.OutOfMemoryError as error:
        raise SkippedError("full training of 0.5 B parameters needs more memory than the GPU has free") from error


def base_model(machine: Machine, name: str) -> str:
    """Whether this base model loads, and how it is computed."""
    recipe = Recipe(max_length=16)
    model = make_reward_model(name, 0, recipe, machine.device, machine.dtype)
    told = f"{model.parameters:,} parameters; "
    if not model.shares:
        return told + "each dialog is computed by itself"
    told += "shared beginnings are computed once"
    if machine.cuda and getattr(model.network, "_supports_flex_attn", False):
        apart = flex_difference(model)
        _require(apart <= tolerance(machine.dtype), f"FlexAttention's scores differ by {apart:.2g}")
        told += f", by FlexAttention (equal to the plain path within {apart:.1g})"
    return told
