"""A Llama of random weights, of any size: for checks and measurements that need no trained one."""

import torch
from tokenizers import Tokenizer, models
from transformers import LlamaConfig, LlamaForSequenceClassification, PreTrainedTokenizerFast

from .model import RewardModel, can_share, head_of, in_float32

VOCABULARY = 32000  # of Llama 2
SMALL = {"hidden_size": 64, "intermediate_size": 128, "num_hidden_layers": 2, "num_attention_heads": 4}
HALF_BILLION = {"hidden_size": 1280, "intermediate_size": 3456, "num_hidden_layers": 24, "num_attention_heads": 20}


def random_model(shape: dict[str, int], device: torch.device, dtype: torch.dtype, seed: int = 0) -> RewardModel:
    """A Llama-shaped reward model on `device`. dtype is that of the matrix products, the weights are float32."""
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=Tokenizer(models.WordLevel({"<pad>": 0, "<unk>": 1}, "<unk>")), pad_token="<pad>"
    )
    config = LlamaConfig(
        vocab_size=VOCABULARY, max_position_embeddings=4096, pad_token_id=0, num_labels=1, use_cache=False, **shape
    )
    torch.manual_seed(seed)
    with device:
        network = LlamaForSequenceClassification(config).eval()
    # At the width of training's own start: with the small one of transformers all scores would be alike.
    torch.nn.init.normal_(head_of(network).weight, std=shape["hidden_size"] ** -0.5)
    in_float32(head_of(network))
    model = RewardModel(network, tokenizer, device, dtype)
    model.shares = can_share(model)
    return model
