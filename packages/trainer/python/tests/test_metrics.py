import pytest

from reward_trainer.baseline import bag_of_words, length_rule
from reward_trainer.data import Pair
from reward_trainer.metrics import accuracy, accuracy_by, wilson


def pair(chosen: str, rejected: str) -> Pair:
    return Pair("p", ({"role": "user", "content": "hi"},), chosen, rejected, "better", None)


def test_accuracy_counts_pairs_and_a_tie_as_one_half():
    assert accuracy([1.0, -1.0, 0.0, 2.0])["accuracy"] == 2.5 / 4


def test_the_wilson_interval_matches_its_textbook_values():
    assert wilson(8, 10) == pytest.approx([0.4902, 0.9433], abs=1e-4)
    assert wilson(10, 10) == pytest.approx([0.7225, 1.0], abs=1e-4)
    assert wilson(0, 10)[0] == 0.0


def test_groups_without_pairs_are_left_out_and_the_order_is_kept():
    table = accuracy_by(["b", "a", "b"], [1.0, -1.0, -1.0], ["a", "b", "c"])
    assert [(key, row["pairs"], row["accuracy"]) for key, row in table] == [("a", 1, 0.0), ("b", 2, 0.5)]


def test_the_bag_of_words_learns_words_and_the_length_rule_its_direction():
    train = [pair(f"kind help {n}", f"rude {n}") for n in range(10)]
    test = [pair("kind", "rude and long"), pair("rude", "kind and long")]
    (words,), (length,) = bag_of_words(train, [test]), length_rule(train, [test])
    assert (words["name"], words["accuracy"], words["pairs"]) == ("bag_of_words", 0.5, 2)
    assert (length["name"], length["accuracy"]) == ("longer", 0.0)
