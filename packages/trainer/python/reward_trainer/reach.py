"""How far a model reads: the longest dialog, and how far back each layer looks in it."""

from transformers import PretrainedConfig, PreTrainedModel


def window_of(config: PretrainedConfig) -> int | None:
    """How many tokens some layer looks back at most; None where every layer sees the whole dialog."""
    kinds = getattr(config, "layer_types", None)
    if kinds is not None and not {"sliding_attention", "chunked_attention"} & set(kinds):
        return None
    sizes = (getattr(config, name, None) for name in ("sliding_window", "attention_chunk_size", "window_size"))
    return min((size for size in sizes if isinstance(size, int) and size > 0), default=None)


def positions_of(network: PreTrainedModel) -> int | None:
    """The longest dialog that the model has positions for, in tokens; None where there is no such limit."""
    longest = getattr(network.config, "max_position_embeddings", None)
    if longest is None:
        return None
    # RoBERTa and its kin count from behind the place of the padding.
    tables = (module for name, module in network.named_modules() if name.endswith("position_embeddings"))
    unused = (1 + table.padding_idx for table in tables if getattr(table, "padding_idx", None) is not None)
    return longest - next(unused, 0)
