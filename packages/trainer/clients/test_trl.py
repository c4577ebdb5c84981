"""TRL's reward trainer takes the files as they are, and the margin changes its loss."""

import pytest
import torch
from datasets import load_dataset
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import LlamaConfig, LlamaForSequenceClassification, PreTrainedTokenizerFast
from trl import RewardConfig, RewardTrainer

TEMPLATE = "{% for message in messages %}<|{{ message['role'] }}|>{{ message['content'] }}</s>{% endfor %}"


def tiny_tokenizer():
    """One token a byte: nothing is fetched, and Korean is no unknown word."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {token: n for n, token in enumerate(["</s>", "<pad>", *alphabet])}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token="</s>", pad_token="<pad>")
    fast.chat_template = TEMPLATE
    return fast


def three_steps(table, folder):
    tokenizer = tiny_tokenizer()
    torch.manual_seed(0)
    model = LlamaForSequenceClassification(
        LlamaConfig(
            vocab_size=len(tokenizer),
            hidden_size=16,
            intermediate_size=32,
            num_hidden_layers=1,
            num_attention_heads=2,
            num_labels=1,
            pad_token_id=tokenizer.pad_token_id,
        )
    )
    arguments = RewardConfig(
        output_dir=str(folder),
        max_steps=3,
        per_device_train_batch_size=4,
        logging_steps=1,
        save_strategy="no",
        report_to=[],
        use_cpu=True,
        seed=0,
        bf16=False,
        gradient_checkpointing=False,
        max_length=2048,
        disable_tqdm=True,
    )
    trainer = RewardTrainer(model=model, args=arguments, train_dataset=table, processing_class=tokenizer)
    trainer.train()
    return [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]


@pytest.mark.parametrize("name", ["trl", "trl-implicit"])
def test_three_steps_with_the_margin_have_another_loss_than_without(name, packed, tmp_path):
    table = load_dataset("json", data_files=str(packed / f"{name}-train.jsonl.gz"), split="train")
    with_margin = three_steps(table, tmp_path / "with")
    without = three_steps(table.remove_columns("margin"), tmp_path / "without")
    assert len(with_margin) == len(without) == 3
    # -log sigmoid(r_chosen - r_rejected - m): a margin can only make it larger, and the rewards begin near zero.
    assert with_margin[0] > without[0] + 0.1


def test_both_forms_of_the_prompt_are_the_same_pairs_to_the_trainer(packed, tmp_path):
    losses = [
        three_steps(
            load_dataset("json", data_files=str(packed / f"{name}-train.jsonl.gz"), split="train"), tmp_path / name
        )
        for name in ("trl", "trl-implicit")
    ]
    assert losses[0] == pytest.approx(losses[1], abs=1e-6)


def test_the_folder_is_taken_as_it_is(plain, tmp_path):
    table = load_dataset(str(plain / "huggingface"), split="train")
    assert len(three_steps(table, tmp_path)) == 3
