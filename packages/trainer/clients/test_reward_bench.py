"""reward-bench opens the folder that we export, with the transformers that it pins, and gives our scores."""

import json
import subprocess
from pathlib import Path

import pytest
import torch
from reward_trainer.distributed import World
from reward_trainer.load_model import load_reward_model
from reward_trainer.model import make_reward_model
from reward_trainer.recipe import Recipe
from reward_trainer.score_rows import ask_messages, score_asked
from reward_trainer.stop import Stop

from test_equality import BASES, SHAPE
from test_trl import tiny_tokenizer

HERE = Path(__file__).parent / "reward_bench"
EXAMPLES = [
    {"prompt": [{"role": "user", "content": "how do I bake bread?"}], "chosen": "Slowly.", "rejected": "no"},
    {
        "prompt": [
            {"role": "user", "content": "a map, please"},
            {"role": "assistant", "content": "Of what?"},
            {"role": "user", "content": "안녕, of Seoul"},
        ],
        "chosen": "Here it is, with every street that I know of.",
        "rejected": "?",
    },
]


@pytest.mark.parametrize("name", ["llama", "qwen"])
def test_reward_bench_gives_our_scores(name, tmp_path):
    base, folder = tmp_path / "base", tmp_path / "model"
    tokenizer = tiny_tokenizer()
    config, architecture = BASES[name]
    torch.manual_seed(0)
    shape = SHAPE | {"num_key_value_heads": 2}
    architecture(config(vocab_size=len(tokenizer), pad_token_id=tokenizer.pad_token_id, **shape)).save_pretrained(base)
    tokenizer.save_pretrained(base)
    make_reward_model(str(base), 0, Recipe(max_length=256), torch.device("cpu"), torch.float32).save(folder, World())

    examples = tmp_path / "examples.json"
    examples.write_text(json.dumps(EXAMPLES))
    python = subprocess.run(["bash", HERE / "setup.sh"], stdout=subprocess.PIPE, text=True, check=True)
    done = subprocess.run(
        [python.stdout.split()[-1], HERE / "scores.py", folder, examples],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    theirs = json.loads(done.stdout.splitlines()[-1])

    model = load_reward_model(str(folder))
    dialogs = [
        [*example["prompt"], {"role": "assistant", "content": example[side]}]
        for example in EXAMPLES
        for side in ("chosen", "rejected")
    ]
    ours = [score for (score,) in score_asked(model, [ask_messages(dialog, model) for dialog in dialogs], Stop())]
    assert [score for pair in theirs for score in pair] == pytest.approx(ours, abs=1e-5)
    assert len({round(score, 4) for score in ours}) == len(ours)
