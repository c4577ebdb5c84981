import random
import re

import pytest
from tiny import write_rows

from reward_trainer.readers import read_rows
from reward_trainer.transcripts import is_transcript, turns_of

PIECES = ["Why?", "Human:", "Assistant:", "\n", "\n\n", " ", "\n\nHuman: ", "ok", "Human", "하늘", ":", "\r\n"]


def transcript(turns: list[dict]) -> str:
    """As the service writes it: no space around a turn, no empty line before a speaker's name."""
    names = {"user": "Human", "assistant": "Assistant"}
    return "".join(f"\n\n{names[turn['role']]}: {kept(turn['content'])}" for turn in turns)


def kept(text: str) -> str:
    return re.sub(r"\n{2,}(?=(?:Human|Assistant):)", "\n", text.strip())


def test_whatever_is_said_in_a_dialog_its_two_transcripts_are_read_back_as_the_same_turns(tmp_path):
    chance = random.Random(7)

    def text() -> str:
        return "x" + "".join(chance.choices(PIECES, k=chance.randint(1, 8)))

    dialogs = []
    for _ in range(1000):
        roles = ["user", "assistant"] * chance.randint(0, 2) + ["user"]
        dialogs.append(([{"role": role, "content": text()} for role in roles], f"{text()} yes", f"{text()} no"))
    lines = [
        {name: transcript([*prompt, {"role": "assistant", "content": last}]) for name, last in sides}
        for prompt, chosen, rejected in dialogs
        for sides in [(("chosen", chosen), ("rejected", rejected))]
    ]
    rows = read_rows(write_rows(tmp_path / "hh.jsonl", lines), "safety", "train")
    assert not rows.dropped and rows.formats == {"hh": 1000}
    for pair, (prompt, chosen, rejected) in zip(rows.pairs, dialogs, strict=True):
        assert [turn["content"] for turn in pair.prompt] == [kept(turn["content"]) for turn in prompt]
        assert [turn["role"] for turn in pair.prompt] == [turn["role"] for turn in prompt]
        assert (pair.chosen, pair.rejected) == (kept(chosen), kept(rejected))


@pytest.mark.parametrize("text", ["light", "Human: why", "note\n\nHuman: why", 7, None, [{"role": "user"}]])
def test_what_does_not_open_with_a_speaker_is_no_transcript(text):
    assert not is_transcript(text)


def test_a_name_that_only_begins_a_line_is_part_of_the_turn():
    assert turns_of("\n\nHuman: a\nAssistant: b") == [{"role": "user", "content": "a\nAssistant: b"}]
