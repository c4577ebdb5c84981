"""Scores of reward-bench's own loader, text builder and pipeline: scores.py MODEL EXAMPLES.json

An example is `{prompt: messages, chosen, rejected}`; prints `[[chosen, rejected], ...]`. Runs in its own environment.
"""

import json
import sys
from pathlib import Path

from rewardbench import REWARD_MODEL_CONFIG
from rewardbench.utils import prepare_dialogue_from_tokenizer
from transformers import AutoTokenizer, BatchEncoding

folder, examples = sys.argv[1], json.loads(Path(sys.argv[2]).read_text())

# Its pipeline asks for a GPU by name; everything else is as it comes.
moved = BatchEncoding.to
BatchEncoding.to = lambda self, device, **kwargs: moved(self, "cpu", **kwargs)

config = REWARD_MODEL_CONFIG["default"]
tokenizer = AutoTokenizer.from_pretrained(folder)
model = config["model_builder"](folder)
pipeline = config["pipeline_builder"]("text-classification", model=model, tokenizer=tokenizer)
texts = [prepare_dialogue_from_tokenizer(example, tokenizer) for example in examples]
scores = pipeline(
    [text for example in texts for text in (example["text_chosen"], example["text_rejected"])],
    padding=True,
    truncation=True,
    max_length=tokenizer.model_max_length,
)
flat = scores.flatten().tolist()
print(json.dumps([flat[at : at + 2] for at in range(0, len(flat), 2)]))
