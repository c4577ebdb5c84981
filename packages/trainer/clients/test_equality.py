"""Our trainer and TRL's, with the same model, data, order and schedule: the losses are the same."""

import io
import random

import pytest
import torch
from datasets import Dataset
from reward_trainer.batch import encode, plan_steps
from reward_trainer.data import STRENGTHS, Pair
from reward_trainer.distributed import World
from reward_trainer.events import Events
from reward_trainer.model import make_reward_model
from reward_trainer.recipe import Recipe
from reward_trainer.schedule import learning_rate
from reward_trainer.spec import parse_spec
from reward_trainer.stop import Stop
from reward_trainer.strengths import MARGINS
from reward_trainer.train import BETAS, CLIP, EPSILON, train
from torch.utils.data import SequentialSampler
from transformers import (
    AutoModelForSequenceClassification,
    AutoTokenizer,
    BertConfig,
    BertForSequenceClassification,
    LlamaConfig,
    LlamaForSequenceClassification,
    Qwen2Config,
    Qwen2ForSequenceClassification,
)
from trl import RewardConfig, RewardTrainer

from test_trl import tiny_tokenizer

STEPS, BATCH, RATE = 50, 4, 1e-3
SHAPE = {
    "hidden_size": 32,
    "intermediate_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_labels": 1,
    "max_position_embeddings": 512,
}
BASES = {
    "llama": (LlamaConfig, LlamaForSequenceClassification),
    "qwen": (Qwen2Config, Qwen2ForSequenceClassification),
    "bert": (BertConfig, BertForSequenceClassification),
}


def made_up_pairs() -> list[Pair]:
    """Pairs of dialogs that share their first turns, with every strength."""
    chance = random.Random(3)
    words = ["bread", "bike", "map", "kind", "clear", "rude", "vague", "good", "wrong", "how", "why", "please"]

    def text(most: int) -> str:
        return " ".join(chance.choices(words, k=chance.randint(1, most)))

    pairs = []
    for number in range(STEPS * BATCH):
        prompt = [{"role": "user", "content": f"{number % 90} {text(9)}"}]
        if number % 3 == 0:
            prompt += [{"role": "assistant", "content": text(6)}, {"role": "user", "content": text(4)}]
        strength = STRENGTHS[number % len(STRENGTHS)]
        pairs.append(Pair(str(number), tuple(prompt), text(9), text(9), strength, None, root=str(number % 90)))
    return pairs


@pytest.mark.parametrize("margin", ["small", "large"])
@pytest.mark.parametrize("name", BASES)
def test_fifty_steps_have_the_losses_of_trls_reward_trainer(name, margin, tmp_path):
    tokenizer = tiny_tokenizer()
    base, start = tmp_path / "base", tmp_path / "start"
    config, architecture = BASES[name]
    torch.manual_seed(0)
    shape = SHAPE if name == "bert" else SHAPE | {"num_key_value_heads": 2}
    architecture(config(vocab_size=len(tokenizer), pad_token_id=tokenizer.pad_token_id, **shape)).save_pretrained(base)
    tokenizer.save_pretrained(base)
    empty = tmp_path / "data.jsonl"
    empty.write_text("")
    data = {"path": str(empty), "dimension": "helpfulness"}
    recipe = {"margin": margin, "batch_pairs": BATCH, "learning_rate": RATE, "max_length": 512, "dtype": "float64"}
    spec = parse_spec(spec_with(recipe, base, tmp_path / "ours", data))

    model = make_reward_model(str(base), 0, spec.recipe, torch.device("cpu"), torch.float64)
    assert model.shares == (name != "bert")
    model.save(start, World())
    pairs = encode(made_up_pairs(), model.tokenizer, 512).pairs
    ours = train(model, pairs, spec, Events(io.StringIO()), Stop(), World()).curve
    steps = plan_steps(pairs, BATCH, 1, spec.seed)
    order = [pairs[index].pair for step in steps for index in step]
    theirs = losses_of_trl(start, order, spec.recipe, tmp_path / "theirs")
    assert len(ours) == len(theirs) == STEPS
    assert [point["loss"] for point in ours] == pytest.approx(theirs, abs=1e-5)
    assert max(theirs) - min(theirs) > 0.1


def losses_of_trl(start, order: list[Pair], recipe: Recipe, folder) -> list[float]:
    table = Dataset.from_list([
        {
            "prompt": list(pair.prompt),
            "chosen": [{"role": "assistant", "content": pair.chosen}],
            "rejected": [{"role": "assistant", "content": pair.rejected}],
            "margin": MARGINS[recipe.margin][pair.strength],
        }
        for pair in order
    ])  # fmt: skip
    network = AutoModelForSequenceClassification.from_pretrained(start, num_labels=1, dtype=torch.float64)
    decayed = [weight for weight in network.parameters() if weight.dim() > 1]
    others = [weight for weight in network.parameters() if weight.dim() <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": recipe.weight_decay}, {"params": others, "weight_decay": 0.0}],
        lr=RATE,
        betas=BETAS,
        eps=EPSILON,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda done: learning_rate(done + 1, STEPS, recipe) / RATE)
    arguments = RewardConfig(
        output_dir=str(folder),
        num_train_epochs=1,
        per_device_train_batch_size=BATCH,
        max_grad_norm=CLIP,
        logging_steps=1,
        save_strategy="no",
        report_to=[],
        use_cpu=True,
        bf16=False,
        gradient_checkpointing=False,
        max_length=512,
        disable_tqdm=True,
    )

    class InOrder(RewardTrainer):
        def _get_train_sampler(self, *_):
            return SequentialSampler(self.train_dataset)

    trainer = InOrder(
        model=network,
        args=arguments,
        train_dataset=table,
        processing_class=AutoTokenizer.from_pretrained(start),
        optimizers=(optimizer, schedule),
    )
    trainer.train()
    return [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]


def spec_with(recipe: dict, base, output, data: dict) -> dict:
    return {
        "run_id": "run",
        "output_dir": str(output),
        "base_model": str(base),
        "seed": 7,
        "train": data,
        "evaluate": [data],
        "recipe": recipe,
    }
