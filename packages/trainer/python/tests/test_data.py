import hashlib

import pytest

from reward_trainer.data import Pair, Rows, require_separate, require_some, root_of
from reward_trainer.errors import BadInputError


def turns(*texts: str) -> tuple[dict, ...]:
    return tuple({"role": "assistant" if n % 2 else "user", "content": text} for n, text in enumerate(texts))


@pytest.mark.parametrize(
    ("safe", "named"),
    [
        ((True, False), "chosen_safe"),
        ((True, True), "both_safe"),
        ((False, False), "both_unsafe"),
        (None, "unlabelled"),
    ],
)
def test_the_bin_of_a_pair_follows_from_its_labels(safe, named):
    assert Pair("p", turns("how ?"), "A", "B", "better", safe).bin == named


def test_turns_are_those_of_the_human():
    system = {"role": "system", "content": "be brief"}
    assert Pair("p", (system, *turns("how ?", "so", "and ?")), "A", "B", "better", None).turns == 2


@pytest.mark.parametrize("text", ["ｗｈｙ is\u00a0it?", "  Why\n\tIS it? ", "why is\ufeffit?", "why is\u3000it?"])
def test_the_root_is_the_first_human_turn_in_nfkc_small_letters_and_single_spaces(text):
    prompt = ({"role": "system", "content": "be brief"}, *turns(text, "so", "and ?"))
    assert root_of(prompt) == hashlib.sha256(b"why is it?").hexdigest()


def test_a_reason_keeps_its_first_five_lines():
    rows = Rows()
    for line in range(1, 9):
        rows.drop("tie", line)
    assert rows.dropped == {"tie": 8} and rows.lines == {"tie": [1, 2, 3, 4, 5]}


def test_a_file_without_training_rows_says_what_was_dropped():
    rows = Rows()
    rows.drop("malformed_line", 1)
    with pytest.raises(BadInputError, match=r"x\.jsonl has no usable training rows \(malformed_line 1\)"):
        require_some(rows, "x.jsonl")


def test_a_dialog_on_both_sides_of_the_split_is_an_error():
    with pytest.raises(BadInputError, match="1 dialogs are in both"):
        require_separate({"r1", "r2"}, {"r2"})
    require_separate({"r1"}, {"r2"})
