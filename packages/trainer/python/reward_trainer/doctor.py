"""`doctor`: does this machine compute what it should? A table with a line for each check."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

import torch

from . import doctor_checks as checks
from .device import pick_device, pick_dtype
from .errors import EXIT_CRASHED, EXIT_OK, BadInputError


@dataclass(frozen=True)
class Finding:
    """One line of the table."""

    name: str
    status: str  # ok, skipped, failed
    detail: str  # what was measured; why it was skipped; what is wrong and what to do


def main_doctor(base_model: str | None) -> int:
    """Print the table. Returns 0, or 1 when a check failed."""
    findings = examine(base_model)
    width = max(len(each.name) for each in findings)
    for each in findings:
        print(f"{each.name:<{width}}  {each.status:<7}  {each.detail}")
    return EXIT_CRASHED if any(each.status == "failed" for each in findings) else EXIT_OK


def examine(base_model: str | None = None) -> list[Finding]:
    """Every check, in the order of the table. None stops the others."""
    device = pick_device()
    machine = checks.Machine(device, pick_dtype("auto", device))
    listed: list[tuple[str, Callable[[checks.Machine], str], str]] = [
        ("torch", checks.arithmetic, "install the pinned torch anew (setup.sh), with the driver that it asks for"),
        ("device", checks.device, "install a driver that torch's CUDA version supports"),
        ("memory", checks.memory, "end other programs on this machine"),
        ("bfloat16", checks.bfloat16, 'set recipe.dtype to "float32"'),
        ("shared beginnings", checks.shared, "report it with this table; every score would be suspect"),
        ("FlexAttention", checks.flex, "runs take the plain path by themselves; report it with this table"),
        ("peft", checks.peft, "install the pinned peft anew (setup.sh), or leave recipe.adapter out"),
        ("bitsandbytes", checks.bitsandbytes, "install another version, or use lora in place of qlora"),
        (
            "two processes, gloo",
            checks.gloo,
            "let processes of this machine reach each other over its loopback address",
        ),
        ("two processes, nccl", checks.nccl, "check NCCL with NCCL_DEBUG=INFO, or train with one process"),
        ("speed", checks.speed, "lower recipe.max_length, or take a GPU with more memory"),
    ]
    if base_model:
        told = f"base model {base_model}"
        listed.append((told, lambda machine: checks.base_model(machine, base_model), "name another base_model"))
    findings = []
    for name, check, advice in listed:
        print(f"checking {name} …", file=sys.stderr, flush=True)
        findings.append(_finding(name, check, machine, advice))
    return findings


def _finding(name: str, check: Callable[[checks.Machine], str], machine: checks.Machine, advice: str) -> Finding:
    try:
        return Finding(name, "ok", check(machine))
    except checks.SkippedError as reason:
        return Finding(name, "skipped", str(reason))
    except BadInputError as error:  # says itself what to do
        return Finding(name, "failed", str(error))
    except Exception as error:  # a check may fail in any way that a library fails
        first = (str(error).splitlines() or [""])[0]
        return Finding(name, "failed", f"{type(error).__name__}: {first}; {advice}")
    finally:
        if machine.device.type == "cuda":
            torch.cuda.empty_cache()
