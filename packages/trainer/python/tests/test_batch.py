import itertools
from collections import Counter

import torch
from tiny import tiny_tokenizer

from reward_trainer.batch import EncodedPair, collate, encode, encode_responses, lay_out, micro_batches, plan_steps
from reward_trainer.data import Pair
from reward_trainer.model import plain_template


def tokenizer():
    made = tiny_tokenizer(bos_token="<s>", eos_token="</s>")
    made.chat_template = plain_template(made)
    return made


def pair(prompt: list[str], chosen="good answer", rejected="rude answer") -> Pair:
    turns = tuple({"role": "user" if n % 2 == 0 else "assistant", "content": text} for n, text in enumerate(prompt))
    return Pair("p", turns, chosen, rejected, "better", None)


def test_the_plain_template_marks_turns_and_opens_with_one_start_mark():
    made = tokenizer()
    (encoded,) = encode([pair(["how ?"])], made, 64).pairs
    assert made.decode(encoded.chosen, skip_special_tokens=False).split() == (
        ["<s>", "user", ":", "how", "?", "</s>", "assistant", ":", "good", "answer", "</s>"]
    )


def test_an_over_long_dialog_loses_its_oldest_turns_on_both_sides_and_is_counted():
    made = tokenizer()
    long = pair(["please " * 30, "bread", "and how ?"], chosen="good", rejected="rude wrong vague answer")
    encoded = encode([long], made, 24)
    assert encoded.truncated == 1 and not encoded.dropped
    assert made.decode(encoded.pairs[0].chosen, skip_special_tokens=True) == "user : and how ? assistant : good"
    assert (
        made.decode(encoded.pairs[0].rejected, skip_special_tokens=True)
        == "user : and how ? assistant : rude wrong vague answer"
    )


def test_an_over_long_last_turn_loses_its_beginning_never_the_response():
    made = tokenizer()
    encoded = encode([pair(["please " * 60])], made, 32)
    ids = encoded.pairs[0].chosen
    assert encoded.truncated == 1 and len(ids) == 32 and ids[0] == made.bos_token_id
    assert made.decode(ids, skip_special_tokens=True).endswith("please assistant : good answer")


def test_a_response_that_leaves_no_room_drops_the_pair_with_a_reason():
    encoded = encode([pair(["how ?"], chosen="good " * 40)], tokenizer(), 32)
    assert not encoded.pairs and encoded.dropped == {"response_too_long": 1} and encoded.truncated == 0


def made_up(number: int, root: str = "") -> EncodedPair:
    made = Pair(str(number), (), "", "", "unknown", None, root=root)
    return EncodedPair(made, [1] * ((7 * number) % 50 + 2), [2] * ((3 * number) % 40 + 2))


def test_both_dialogs_of_a_cut_pair_keep_the_same_prompt():
    prompt = ({"role": "user", "content": " ".join(["bread bike maps"] * 30)},)
    (ids, other), truncated = encode_responses(prompt, ("good", "rude wrong vague rude wrong"), tokenizer(), 60)
    assert truncated and len(other) == 60 and len(ids) < 60
    same = next(n for n, (a, b) in enumerate(zip(ids, other, strict=False)) if a != b)
    assert len(ids) - same <= 3  # the response, and the mark behind it


def test_steps_hold_every_pair_once_an_epoch_and_repeat_for_a_seed():
    pairs = [made_up(number) for number in range(103)]
    steps = plan_steps(pairs, 8, 2, seed=3)
    assert Counter(index for step in steps for index in step) == {index: 2 for index in range(103)}
    assert steps == plan_steps(pairs, 8, 2, seed=3)
    assert steps != plan_steps(pairs, 8, 2, seed=4)
    assert max(map(len, steps)) == 8 and len(steps) == 26


def test_the_pairs_of_a_dialog_come_one_after_the_other():
    pairs = [made_up(number, f"dialog {number % 31}") for number in range(124)]
    steps = plan_steps(pairs, 16, 1, seed=3)
    flat = [pairs[index].pair.root for step in steps for index in step]
    assert sorted(index for step in steps for index in step) == list(range(124))
    breaks = sum(one != other for one, other in itertools.pairwise(flat))
    assert breaks < 31 + 2 * len(steps)


def test_micro_batches_keep_the_token_budget_and_lose_nothing():
    pairs = [made_up(number) for number in range(40)]
    groups = micro_batches(lay_out(pairs, range(40), "plain"), 100)
    assert sorted(index for group in groups for unit in group for index in unit.pairs) == list(range(40))
    assert all(len(group) == 1 or 2 * len(group) * max(u.longest for u in group) <= 100 for group in groups)
    assert any(len(group) > 1 for group in groups) and any(len(group) == 1 for group in groups)


def test_joined_rows_are_cut_by_what_they_hold_not_by_their_longest():
    pairs = [made_up(number) for number in range(40)]
    units = lay_out(pairs, range(40), "dialogs")
    joined, padded = micro_batches(units, 100, join=True), micro_batches(units, 100)
    assert sorted(index for group in joined for unit in group for index in unit.pairs) == list(range(40))
    held = [sum(len(row) for unit in group for row in unit.rows) for group in joined]
    assert all(places <= 100 for places in held) and len(joined) < len(padded)
    for group, places in zip(joined, held, strict=True):
        assert collate(group, 0, torch.device("cpu"), join=True).ids.shape == (1, places)
