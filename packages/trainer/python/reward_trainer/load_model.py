"""Opens the folder of a fitted model for scoring: what a run exports, or any other one of the same shape."""

import json
from pathlib import Path

import torch
from safetensors import SafetensorError
from transformers import AutoConfig, AutoModelForSequenceClassification, AutoTokenizer

from .device import pick_device, pick_dtype
from .errors import BadInputError
from .flex import use_flex
from .model import RewardModel, can_share, head_of, in_float32, is_causal
from .reach import positions_of

LONGEST = 4096  # tokens, where neither the tokenizer nor the model says


def load_reward_model(folder: str, dtype: str = "auto", device: torch.device | None = None) -> RewardModel:
    """The model in `folder`, scored as in evaluation: plain transformers files, one label, a chat template.

    dtype: one of recipe.dtype. Raises BadInputError naming what the folder lacks.
    """
    if not (Path(folder) / "config.json").is_file():
        raise BadInputError(f"{folder} holds no config.json; name the folder `model` of a finished run")
    device = device or pick_device()
    picked = pick_dtype(dtype, device)
    stored = torch.float64 if picked == torch.float64 else torch.float32
    try:
        labels = AutoConfig.from_pretrained(folder).num_labels
        if labels != 1:
            raise BadInputError(f"{folder} has {labels} labels; a reward model has one")
        tokenizer = AutoTokenizer.from_pretrained(folder)
        network, info = AutoModelForSequenceClassification.from_pretrained(
            folder, dtype=stored, output_loading_info=True
        )
    except (OSError, ValueError, RuntimeError, SafetensorError) as error:  # weights of other shapes: RuntimeError
        reason = str(error).strip().splitlines()[0]
        raise BadInputError(f"{folder} could not be opened ({reason}); name a folder that a run exported") from error
    if info["missing_keys"]:  # transformers would draw them at random, and so every score
        missing = ", ".join(sorted(info["missing_keys"])[:3])
        raise BadInputError(f"{folder} lacks the weights {missing}; name the folder of a fitted reward model")
    if tokenizer.chat_template is None:
        raise BadInputError(f"{folder} has no chat template; add chat_template.jinja, the one it was trained with")
    if tokenizer.pad_token_id is None:
        raise BadInputError(f"{folder} has no pad token; add one to its tokenizer that no text contains")
    tokenizer.padding_side = "right"
    head = head_of(network)
    if picked != torch.float64:
        in_float32(head)
    network.eval().requires_grad_(False)
    model = RewardModel(network.to(device), tokenizer, device, picked)
    model.shares = is_causal(network) and can_share(model)
    use_flex(model)
    return model


def longest_of(model: RewardModel) -> int:
    """Tokens that a dialog may have: as in training where the folder says so, else what the model reads."""
    limits = (model.tokenizer.model_max_length, positions_of(model.network))
    # A tokenizer without a limit has 1e30.
    return int(min((limit for limit in limits if limit and 0 < limit < 1e9), default=LONGEST))


def slope_of(folder: str) -> float | None:
    """The slope of the calibration.json in the folder or beside it: P = sigmoid(slope * difference). None without one.

    Raises BadInputError when the file is broken.
    """
    for path in (Path(folder) / "calibration.json", Path(folder).resolve().parent / "calibration.json"):
        if path.is_file():
            try:
                slope = json.loads(path.read_text(encoding="utf-8"))["slope"]
                return None if slope is None else float(slope)
            except (ValueError, KeyError, TypeError) as error:
                raise BadInputError(f"{path} is not a calibration; evaluate the run again or remove it") from error
    return None
