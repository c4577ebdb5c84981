import numpy as np
import pytest
from made import pair

from reward_trainer.accuracy_tables import accuracy_tables, control_tables, dialog_of
from reward_trainer.baseline import fitted_controls
from reward_trainer.metrics import accuracy, clustered_accuracy, clustered_interval, groups, wilson


def texts(chosen: str, rejected: str):
    return pair(prompt=({"role": "user", "content": "hi"},), chosen=chosen, rejected=rejected)


def test_accuracy_counts_pairs_and_a_tie_as_one_half():
    assert accuracy([1.0, -1.0, 0.0, 2.0])["accuracy"] == 2.5 / 4


@pytest.mark.parametrize(
    ("right", "of", "interval"), [(8, 10, [0.4902, 0.9433]), (10, 10, [0.7225, 1.0]), (0, 10, [0.0, 0.2775])]
)
def test_the_wilson_interval_matches_its_textbook_values(right, of, interval):
    assert wilson(right, of) == pytest.approx(interval, abs=1e-4)


def test_groups_without_pairs_are_left_out_and_the_order_is_kept():
    found = [(key, members.tolist()) for key, members in groups(["b", "a", "b"], ["a", "b", "c"])]
    assert found == [("a", [1]), ("b", [0, 2])]


def test_the_bag_of_words_learns_words_and_the_length_rule_its_direction():
    train = [texts(f"kind help {n}", f"rude {n}") for n in range(10)]
    test = [texts("kind", "rude and long"), texts("rude", "kind and long")]
    (controls,) = fitted_controls(train, [test])
    assert list(controls) == ["bag_of_words", "longer"] and controls["longer"] == [-9.0, -9.0]
    assert controls["bag_of_words"][0] > 0 > controls["bag_of_words"][1]


def slow_interval(values, dialogs, seed, draws=4000):
    """The bootstrap as the books write it: draw dialogs one by one, pool their pairs, take the mean."""
    chance = np.random.default_rng(seed)
    names = sorted(set(dialogs))
    members = {name: [value for value, at in zip(values, dialogs, strict=True) if at == name] for name in names}
    means = []
    for _ in range(draws):
        pooled = [value for at in chance.integers(len(names), size=len(names)) for value in members[names[at]]]
        means.append(sum(pooled) / len(pooled))
    return np.quantile(means, [0.025, 0.975])


def clustered_sample(chance, dialogs: int):
    """Outcomes of dialogs with 1 to 4 pairs that share a chance of being right (mean 0.6)."""
    sizes = chance.integers(1, 5, size=dialogs)
    rights = chance.beta(1.2, 0.8, size=dialogs)
    names = np.repeat(np.arange(dialogs), sizes)
    return (chance.random(len(names)) < rights[names]).astype(float), [str(name) for name in names]


def test_the_clustered_interval_agrees_with_a_slow_bootstrap_that_draws_dialogs_one_by_one():
    values, dialogs = clustered_sample(np.random.default_rng(3), 60)
    values[:7] = 0.5  # ties
    assert clustered_interval(values, dialogs, 1) == pytest.approx(slow_interval(values, dialogs, 2), abs=0.012)


def test_the_clustered_interval_holds_the_truth_as_often_as_it_says_where_wilson_does_not():
    chance = np.random.default_rng(0)
    covered = {"ci95": 0, "ci95_clustered": 0}
    for _ in range(400):
        values, dialogs = clustered_sample(chance, 80)
        measured = clustered_accuracy(values - 0.5, dialogs)
        for name in covered:
            covered[name] += measured[name][0] <= 0.6 <= measured[name][1]
    assert 0.915 <= covered["ci95_clustered"] / 400 <= 0.975
    assert covered["ci95"] < covered["ci95_clustered"] - 10


@pytest.mark.parametrize(
    ("values", "dialogs"),
    [
        ([1.0, 0.0, 1.0, 0.0] * 5, [str(n % 9) for n in range(20)]),  # 9 dialogs
        ([1.0] * 40, [str(n * n // 60) for n in range(40)]),  # all right, in dialogs of 1 to 8 pairs
        ([], []),
    ],
)
def test_where_a_bootstrap_would_mislead_there_is_no_clustered_interval(values, dialogs):
    assert clustered_interval(values, dialogs) is None


def test_the_clustered_interval_repeats_for_a_seed():
    values, dialogs = clustered_sample(np.random.default_rng(5), 50)
    assert clustered_interval(values, dialogs, 1) == clustered_interval(values, dialogs, 1)
    assert clustered_interval(values, dialogs, 1) != clustered_interval(values, dialogs, 2)


def many_pairs() -> list:
    """103 pairs, a number that no group divides: of 41 dialogs, 3 sources, 1 to 6 turns, every bin, 3 batches."""
    turns = ({"role": "user", "content": "q"}, {"role": "assistant", "content": "a"})
    safe = [(True, False), (True, True), (False, False), None]
    return [
        pair(
            n,
            prompt=turns * (n % 6) + turns[:1],
            root=f"r{n % 41}",
            source=["web", "lab", "web", "hub", "web"][n % 5],
            safe=safe[n % 4],
            batch=[2, 1, None][n % 3],
        )
        for n in range(103)
    ]


@pytest.mark.parametrize(
    ("table", "key", "of", "order"),
    [
        (
            "by_strength",
            "strength",
            lambda p: p.strength,
            ["significantly_better", "better", "slightly_better", "negligibly_better", "unknown"],
        ),
        ("by_source", "source", lambda p: p.source, ["web", "lab", "hub"]),
        ("by_turns", "turns", lambda p: str(p.turns) if p.turns < 4 else "4+", ["1", "2", "3", "4+"]),
        (
            "by_bin",
            "bin",
            lambda p: {(True, False): "chosen_safe", (True, True): "both_safe", None: "unlabelled"}.get(
                p.safe, "both_unsafe"
            ),
            ["chosen_safe", "both_safe", "both_unsafe", "unlabelled"],
        ),
        ("by_batch", "batch", lambda p: p.batch, [1, 2, None]),
    ],
)
def test_each_table_equals_a_count_by_hand(table, key, of, order):
    pairs = many_pairs()
    differences = [((7 * n) % 11) - 5.0 for n in range(103)]
    rows = accuracy_tables(pairs, differences)[table]
    expected = []
    for value in order:
        found = [d for p, d in zip(pairs, differences, strict=True) if of(p) == value]
        won = sum(d > 0 for d in found) + 0.5 * sum(d == 0 for d in found)
        expected.append((value, len(found), won / len(found), wilson(won, len(found))))
    assert [(row[key], row["pairs"], row["accuracy"], row["ci95"]) for row in rows] == expected
    assert sum(row["pairs"] for row in rows) == 103 and all("ci95_clustered" in row for row in rows)


def test_a_test_set_counts_its_dialogs_and_an_empty_one_is_all_null():
    assert accuracy_tables(many_pairs(), np.ones(103))["dialogs"] == 41
    nothing = accuracy_tables([], [])
    assert nothing["pairs"] == nothing["dialogs"] == 0 and nothing["by_source"] == []
    assert nothing["accuracy"] is nothing["ci95"] is nothing["ci95_clustered"] is None


def test_without_a_root_the_first_human_turn_tells_dialogs_apart():
    first, same, other = (pair(n, root="", prompt=({"role": "user", "content": text},)) for n, text in enumerate("aab"))
    assert dialog_of(first) == dialog_of(same) != dialog_of(other)


def test_a_control_that_is_right_on_the_same_pairs_has_no_lead_and_a_worse_one_is_told_apart():
    pairs = [pair(n) for n in range(200)]
    model = np.where(np.arange(200) % 4 == 0, -1.0, 1.0)
    worse = np.where(np.arange(200) % 8 < 3, -1.0, 1.0)
    same, behind = control_tables(pairs, model, {"same": model, "worse": worse})
    assert (same["lead"], same["lead_ci95"], same["accuracy"]) == (0.0, None, 0.75)
    assert (behind["name"], behind["pairs"], behind["accuracy"]) == ("worse", 200, 0.625)
    assert behind["lead"] == 0.125 and 0 < behind["lead_ci95"][0] < 0.125 < behind["lead_ci95"][1]
