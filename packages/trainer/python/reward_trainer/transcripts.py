"""Reads the transcripts of Anthropic's HH-RLHF (github.com/anthropics/hh-rlhf)."""

import re

_SPEAKER = re.compile(r"\n\n(Human|Assistant): ?")


def is_transcript(text: object) -> bool:
    """Whether a text opens with a speaker, as every transcript does."""
    return isinstance(text, str) and _SPEAKER.match(text) is not None


def turns_of(transcript: str) -> list[dict]:
    """The turns {role, content} of a transcript. Space around a turn is no part of the format."""
    _, *parts = _SPEAKER.split(transcript)
    roles = ("user" if speaker == "Human" else "assistant" for speaker in parts[::2])
    return [{"role": role, "content": text.strip()} for role, text in zip(roles, parts[1::2], strict=True)]
