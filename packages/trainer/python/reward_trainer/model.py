"""The reward model: a base model with a scalar head, scored at the end of the dialog."""

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MethodType

import torch
from torch import Tensor, nn
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from .adapter import add_adapter, merge, quantization, scalings
from .attention import dense_mask, flex_mask
from .base_model import load_base
from .batch import Batch, EncodedPair, Layout, Unit, collate, lay_out, micro_batches
from .compiled import compile_layers
from .data import Pair
from .distributed import World, layers_of, whole_weights
from .errors import BadInputError
from .reach import positions_of, window_of
from .recipe import Recipe
from .recompute import recompute_layers

PAD_TOKEN = "<|pad|>"


@dataclass
class RewardModel:
    """A sequence classifier with one output, and how it is run."""

    network: PreTrainedModel
    tokenizer: PreTrainedTokenizerBase
    device: torch.device
    dtype: torch.dtype  # of the matrix products: with bfloat16 by autocast, else of the weights as well
    plain: Callable[[], PreTrainedModel] | None = None  # the base without the adapter, to merge that into
    shares: bool = False  # whether dialogs that begin alike are computed as one tree
    flex: bool = False  # whether attention is FlexAttention

    def score(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """(chosen [pairs], rejected [pairs]), at least float32.

        A causal model is read at the last token of each dialog, found by length and never by the pad id, and only
        there does the head compute. An encoder gets its padding mask and pools in its own way, one row a dialog.
        """
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.dtype == torch.bfloat16):
            if not is_causal(self.network):
                mask = torch.arange(batch.ids.shape[1], device=batch.ids.device) < batch.lengths[:, None]
                scores = self.network(input_ids=batch.ids, attention_mask=mask.long()).logits.squeeze(-1)
                places = batch.ids.shape[1]
                return scores[batch.chosen // places], scores[batch.rejected // places]
            hidden = self.network.base_model(
                input_ids=batch.ids, position_ids=batch.positions, attention_mask=self._mask(batch), use_cache=False
            ).last_hidden_state
            ends = torch.cat([batch.chosen, batch.rejected])
            return self.network.score(hidden.flatten(0, 1)[ends]).squeeze(-1).chunk(2)

    def _mask(self, batch: Batch):
        """None where causality is enough: one dialog a row, and padding on the right is out of its sight."""
        if not batch.shared:
            return None
        if self.flex:
            return flex_mask(batch.until)
        return dense_mask(batch.until, torch.bfloat16 if self.dtype == torch.bfloat16 else self.dtype)

    @property
    def layout(self) -> Layout:
        """How its rows are laid out."""
        return "dialogs" if self.shares else "plain"

    def micro_batches(self, pairs: Sequence[EncodedPair], token_budget: int) -> list[list[Unit]]:
        """All of these pairs, in groups for `collate` of at most `token_budget` places."""
        return micro_batches(lay_out(pairs, range(len(pairs)), self.layout), token_budget, join=self.flex)

    def collate(self, units: Sequence[Unit]) -> Batch:
        """The units as a batch for `score`."""
        return collate(units, self.tokenizer.pad_token_id, self.device, join=self.flex)

    @property
    def trained(self) -> dict[str, nn.Parameter]:
        """The parameters that are trained, by name."""
        return {name: weight for name, weight in self.network.named_parameters() if weight.requires_grad}

    @property
    def parameters(self) -> int:
        """Number of all parameters."""
        return sum(weight.numel() for weight in self.network.parameters())

    @property
    def trained_parameters(self) -> int:
        """Number of trained parameters."""
        return sum(weight.numel() for weight in self.trained.values())

    def save(self, folder: Path, world: World) -> None:
        """Write safetensors, config, tokenizer and chat template: opens in plain AutoModelForSequenceClassification."""
        weights = whole_weights(self.network) if world.size > 1 else self.network.state_dict()
        if not world.main:
            return
        if self.plain is None:
            self.network.save_pretrained(folder, state_dict=weights)
        else:
            merged = self.plain()
            merge(merged, weights, scalings(self.network))
            merged.save_pretrained(folder)
        self.tokenizer.save_pretrained(folder)
        _say_how_to_read(folder / "tokenizer_config.json", self.network)


def _say_how_to_read(config: Path, network: PreTrainedModel) -> None:
    """Complete what transformers stores of a tokenizer.

    The sides are not stored by themselves; who cuts a dialog on its left loses its oldest turns, not its response. The
    tokenizer's class and inputs are named as transformers 4 knows them, which reward-bench pins; 5 knows both.
    """
    value = json.loads(config.read_text())
    value |= {"padding_side": "right", "truncation_side": "left"}
    if value.get("tokenizer_class") == "TokenizersBackend":
        value["tokenizer_class"] = "PreTrainedTokenizerFast"
    if is_causal(network):  # version 4 adds token types by default, which decoders do not take
        value["model_input_names"] = ["input_ids", "attention_mask"]
    config.write_text(json.dumps(value, indent=2) + "\n")


def is_causal(network: PreTrainedModel) -> bool:
    """Whether transformers scores the last token (decoders name the head `score`, encoders `classifier`)."""
    return hasattr(network, "score")


def head_of(network: PreTrainedModel) -> nn.Linear:
    """The last linear layer outside of the base model: the one with the scalar output."""
    inside = set(network.base_model.modules())
    return [module for module in network.modules() if isinstance(module, nn.Linear) and module not in inside][-1]


def make_reward_model(
    base_model: str, seed: int, recipe: Recipe, device: torch.device, dtype: torch.dtype
) -> RewardModel:
    """Load the base model and give it a fresh scalar head (Llama 2, section 3.2.2), a pad token and a chat template.

    Raises BadInputError when the model cannot be loaded, or the recipe does not fit it.
    """
    torch.manual_seed(seed)
    # What stays frozen needs no more precision than it is computed in.
    stored = torch.bfloat16 if recipe.adapter and dtype == torch.bfloat16 else torch.float32
    network, tokenizer = load_base(base_model, stored, quantization(recipe.adapter, device))
    _require_length(network, recipe.max_length)
    _give_pad_token(network, tokenizer)
    tokenizer.model_max_length = recipe.max_length  # stored with the model: who serves it cuts where training did
    if tokenizer.chat_template is None:
        tokenizer.chat_template = plain_template(tokenizer)
    head = _fresh_head(network, seed)
    if recipe.trained_layers is not None:
        _freeze_below(network, recipe.trained_layers)
    if recipe.adapter:
        add_adapter(network, head, recipe.adapter)
    network.eval()  # for good: dropout is off, and no score depends on chance
    if dtype == torch.float64:
        network.double()
    plain = partial(_plain_base, base_model, stored) if recipe.adapter else None
    model = RewardModel(network.to(device), tokenizer, device, dtype, plain)
    model.shares = is_causal(network) and can_share(model)
    if recipe.compile:
        compile_layers(network)
    if recipe.activation_checkpointing:
        recompute_layers(network)
    return model


def _plain_base(base_model: str, dtype: torch.dtype) -> PreTrainedModel:
    network, tokenizer = load_base(base_model, dtype)
    _give_pad_token(network, tokenizer)
    return network


@torch.no_grad()
def can_share(model: RewardModel) -> bool:
    """Whether a tree gives the scores of its dialogs alone: asked of the model itself, on made-up tokens.

    Models whose positions are not told but counted, or that look back in another way, fail it and take the plain path.
    So do those with layers that see less than the longest dialog: a tree's mask would let them see all of it.
    """
    chance = torch.Generator().manual_seed(0)
    window = window_of(model.network.config)
    if window is not None and window < model.tokenizer.model_max_length:
        return False
    draw = lambda n: torch.randint(0, model.network.config.vocab_size, (n,), generator=chance).tolist()  # noqa: E731
    prompt, longer = draw(9), draw(5)
    pairs = [
        EncodedPair(Pair("", (), "", "", "unknown", None, root="r"), prompt + draw(4), prompt + longer),
        EncodedPair(Pair("", (), "", "", "unknown", None, root="r"), prompt + longer + draw(3), prompt + draw(6)),
    ]

    def scores(layout: Layout) -> Tensor:
        return torch.stack(model.score(model.collate(lay_out(pairs, range(2), layout))))

    plain = scores("plain")
    try:
        tree = scores("dialogs")
    except (TypeError, ValueError, RuntimeError):  # takes no positions, or no mask of this shape
        return False
    tolerance = 0.05 if model.dtype == torch.bfloat16 else 1e-4
    return torch.allclose(tree, plain, rtol=tolerance, atol=tolerance)


def plain_template(tokenizer: PreTrainedTokenizerBase) -> str:
    """A chat template for a tokenizer without one: `role: content`, between its own start and end marks."""
    start = tokenizer.cls_token or tokenizer.bos_token or ""
    end = tokenizer.sep_token or tokenizer.eos_token or "\n"
    turn = "{{ message['role'] }}: {{ message['content'] }}" + _literal(end)
    return _literal(start) + "{% for message in messages %}" + turn + "{% endfor %}"


def _literal(text: str) -> str:
    return "{{ " + repr(text) + " }}" if text else ""


def _require_length(network: PreTrainedModel, max_length: int) -> None:
    longest = positions_of(network)
    if longest is not None and max_length > longest:
        raise BadInputError(
            f"recipe.max_length is {max_length}, this base model reads {longest} tokens; set {longest} or less"
        )


def _give_pad_token(network: PreTrainedModel, tokenizer: PreTrainedTokenizerBase) -> None:
    """Make sure the pad token is one that no text contains: transformers scores the last token that is not padding.

    With pad = eos the end mark itself would never be scored.
    """
    others = {tokenizer.eos_token, tokenizer.bos_token, tokenizer.unk_token, tokenizer.sep_token}
    if tokenizer.pad_token is None or tokenizer.pad_token in others:
        tokenizer.add_special_tokens({"pad_token": PAD_TOKEN})
    tokenizer.padding_side = "right"
    embedding = network.get_input_embeddings()
    if len(tokenizer) > embedding.num_embeddings:
        embedding = network.resize_token_embeddings(len(tokenizer), mean_resizing=False)
    embedding.padding_idx = tokenizer.pad_token_id  # else the old pad token (often eos) would get no gradient
    network.config.pad_token_id = tokenizer.pad_token_id


def _fresh_head(network: PreTrainedModel, seed: int) -> nn.Linear:
    """Draw the head from N(0, 1 / (d + 1)), which keeps first scores near unit size, and compute it in float32."""
    head = head_of(network)
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        # On the CPU, where its generator is: a network in 4 bits comes from its loading on the GPU.
        drawn = torch.empty(head.weight.shape).normal_(0.0, 1 / math.sqrt(head.in_features + 1), generator=generator)
        head.weight.copy_(drawn)
        if head.bias is not None:
            head.bias.zero_()
    return in_float32(head)


def in_float32(head: nn.Linear) -> nn.Linear:
    """Make a head compute in its own float32 (float64 where the model does), also under autocast, in place."""
    head.float()
    # A method and not a closure: a copy of the model then computes with its own head.
    head.forward = MethodType(_in_its_own_dtype, head)
    return head


def _in_its_own_dtype(head: nn.Linear, hidden: Tensor) -> Tensor:
    with torch.autocast(hidden.device.type, enabled=False):
        return nn.Linear.forward(head, hidden.to(head.weight.dtype))


def _freeze_below(network: PreTrainedModel, trained_layers: int) -> None:
    """Train only the top layers, what follows them (final norm, pooler) and the head.

    Nothing below the lowest trained layer needs a gradient, so autograd records nothing there.
    """
    base, depth = network.base_model, network.config.num_hidden_layers
    if trained_layers > depth:
        raise BadInputError(
            f"recipe.trained_layers is {trained_layers}, this base model has {depth} layers; use null to train all"
        )
    layers = layers_of(base, depth)
    base.requires_grad_(False)
    for layer in layers[depth - trained_layers :]:
        layer.requires_grad_(True)
    children = list(base.children())
    stack = next(index for index, child in enumerate(children) if layers in child.modules())
    for child in children[stack + 1 :]:
        child.requires_grad_(True)
