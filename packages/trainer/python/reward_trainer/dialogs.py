"""Formats with a chosen and a rejected dialog: TRL's, the Hugging Face folder of the service, and HH transcripts."""

from .data import STRENGTHS, Pair
from .reading import Reading, UnusableError, number_of, pair_of, require, split_of, turns_of_messages
from .transcripts import turns_of

BINS = {"chosen_safe": (True, False), "both_safe": (True, True), "both_unsafe": (False, False)}
BINS |= {"chosen_unsafe": (False, True), None: None}


def read_hh(row: dict) -> Reading:
    """Two transcripts of HH-RLHF, which say nothing of strength or safety."""
    dialogs = turns_of(row["chosen"]), turns_of(row["rejected"])
    return Reading(_of_dialogs(row, *dialogs, strength="unknown", safe=None), split_of(row))


def read_trl(row: dict) -> Reading:
    """TRL's preference formats: messages or text, the prompt in its column or as what both dialogs begin with."""
    if row.get("prompt") is None and isinstance(row["chosen"], str):
        prompt, chosen, rejected = _common_text(row["chosen"], row["rejected"])
    else:
        prompt, chosen, rejected = row.get("prompt") or [], row["chosen"], row["rejected"]
    if isinstance(prompt, str):
        prompt = [{"role": "user", "content": prompt}]
    strength, label = row.get("strength"), row.get("safety_bin")
    edited = row.get("pair") == "edited"
    require(strength in (*STRENGTHS, None) and label in BINS)
    pair = _of_dialogs(
        row,
        _whole(prompt, chosen),
        _whole(prompt, rejected),
        strength="negligibly_better" if edited else strength or "unknown",
        safe=None if edited else BINS[label],  # the labels are those of the judged pair
        kind="edited" if edited else "judged",
    )
    margin = None if strength or edited or row.get("margin") is None else number_of(row["margin"])
    return Reading(pair, split_of(row), margin=margin)


def _whole(prompt: list[dict], completion: str | list[dict]) -> list[dict]:
    """The dialog with its response. Some sets have whole dialogs beside a prompt column, which they then repeat."""
    if isinstance(completion, str):
        return [*prompt, {"role": "assistant", "content": completion}]
    return completion if completion and completion[0]["role"] != "assistant" else [*prompt, *completion]


def _common_text(chosen: str, rejected: str) -> tuple[str, str, str]:
    """What two texts begin with, up to a white space, so that no word is cut in two; and what follows in each."""
    same = next((n for n, (a, b) in enumerate(zip(chosen, rejected, strict=False)) if a != b), None)
    if same is None:
        same = min(len(chosen), len(rejected))
    while same > 0 and not chosen[same - 1].isspace():
        same -= 1
    if not chosen[:same].strip():
        raise UnusableError("different_prompts")
    return chosen[:same].rstrip(), chosen[same:], rejected[same:]


def _of_dialogs(row: dict, chosen: list[dict], rejected: list[dict], **fields) -> Pair:
    """The pair of two whole dialogs, which may differ in their last turn alone, the assistant's."""
    chosen, rejected = turns_of_messages(chosen), turns_of_messages(rejected)
    if not chosen or not rejected or chosen[-1]["role"] != "assistant" or rejected[-1]["role"] != "assistant":
        raise UnusableError("no_response")
    if chosen[:-1] != rejected[:-1]:
        raise UnusableError("different_prompts")
    return pair_of(row, chosen[:-1], chosen[-1]["content"], rejected[-1]["content"], **fields)
