"""Several processes that fit one model: torchrun starts them, FSDP2 shards the weights, gradients and optimiser."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import torch
import torch.distributed as dist
from torch import nn
from torch.distributed.checkpoint.state_dict import StateDictOptions, get_model_state_dict
from torch.distributed.fsdp import fully_shard
from transformers import PreTrainedModel

from .batch import Unit
from .errors import BadInputError, InterruptedRunError
from .stop import Stop

# A rank that went away is noticed after this long.
PATIENCE = timedelta(minutes=10)


@dataclass(frozen=True)
class World:
    """This process among those of the run."""

    rank: int = 0
    size: int = 1

    @property
    def main(self) -> bool:
        """Whether this is the process that speaks and writes for all."""
        return self.rank == 0

    def total(self, values: Sequence[float]) -> list[float]:
        """The sums over all processes, in float64."""
        if self.size == 1:
            return list(values)
        tensor = torch.tensor(values, dtype=torch.float64, device=_device())
        dist.all_reduce(tensor)
        return tensor.tolist()

    def any(self, asked: bool) -> bool:
        """Whether it holds in any process: what all of them must do alike is decided so."""
        return self.total([float(asked)])[0] > 0

    def gather(self, values: dict) -> dict:
        """The entries of all processes."""
        if self.size == 1:
            return values
        parts: list[dict] = [{} for _ in range(self.size)]
        dist.all_gather_object(parts, values)
        return {key: value for part in parts for key, value in part.items()}

    def check(self, stop: Stop) -> None:
        """Raise InterruptedRunError in every process when one of them was asked to stop."""
        if self.any(stop.requested):
            raise InterruptedRunError

    def wait(self) -> None:
        """Until every process is here."""
        if self.size > 1:
            dist.barrier()

    def leave(self) -> None:
        """Take leave of the others."""
        if self.size > 1:
            dist.destroy_process_group()

    def share(self, groups: Sequence[list[Unit]]) -> list[tuple[list[Unit], bool]]:
        """This process's micro-batches and whether they count.

        Sharded layers are gathered by all processes at once, so each computes equally many: who has fewer repeats the
        smallest one for nothing. Groups come in order of length, so that turns taken make the shares about equal.
        """
        mine = [(group, True) for group in groups[self.rank :: self.size]]
        fewest_missing = -(-len(groups) // self.size) - len(mine)
        return mine + [(groups[-1], False)] * fewest_missing


def join_world() -> World:
    """The world that torchrun's environment describes; one process where there is none."""
    size = int(os.environ.get("WORLD_SIZE", "1"))
    if size == 1:
        return World()
    cuda = torch.cuda.is_available()
    if cuda:
        torch.cuda.set_device(int(os.environ.get("LOCAL_RANK", "0")))
    dist.init_process_group("nccl" if cuda else "gloo", timeout=PATIENCE)
    return World(dist.get_rank(), size)


def shard(network: PreTrainedModel, head: nn.Module, world: World) -> None:
    """Shard a network in place: layer by layer, then what is around them, and the head by itself."""
    if world.size == 1:
        return
    mesh = dist.init_device_mesh(_device().type, (world.size,))
    # A root keeps its weights gathered by default, and what is asked of it after scoring would be those.
    put = partial(fully_shard, mesh=mesh, reshard_after_forward=True)
    base, depth = network.base_model, network.config.num_hidden_layers
    for layer in layers_of(base, depth):
        put(layer)
    if hasattr(network, "score"):  # the base is called by itself, the head only where dialogs end
        put(base)
        put(head)
    else:
        put(network)


def whole_weights(network: nn.Module) -> dict[str, torch.Tensor]:
    """The weights of a sharded network in one piece, in the main process's memory."""
    return get_model_state_dict(network, options=StateDictOptions(full_state_dict=True, cpu_offload=True))


def layers_of(base: nn.Module, depth: int) -> nn.ModuleList:
    """The list of a transformer's layers. Raises BadInputError where it has none (ALBERT computes one layer again)."""
    found = next((m for m in base.modules() if isinstance(m, nn.ModuleList) and len(m) == depth), None)
    if found is None:
        raise BadInputError(
            f"{type(base).__name__} has no list of {depth} layers, which recipe.trained_layers, compile, "
            "activation_checkpointing and several processes need; leave them out or take another base_model"
        )
    return found


def _device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")
