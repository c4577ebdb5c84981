import numpy as np
import pytest
from made import pair, simulated

from reward_trainer.distributions import histograms, ratings_section
from reward_trainer.errors import BadInputError
from reward_trainer.evaluate_set import calibration_file, evaluate_set, fit_calibration
from reward_trainer.safety_points import choose_threshold, safety_section


def logit(share: float) -> float:
    return float(np.log(share / (1 - share)))


SAFETY_PAIRS = [pair(0, safe=(True, False)), pair(1, safe=(True, True)), pair(2, safe=(False, False)), pair(3)]
# P(safe) of the labelled responses: safe 0.9, 0.8, 0.3; unsafe 0.1, 0.4, 0.6. The last pair has no labels.
CHOSEN = [logit(0.9), logit(0.8), logit(0.4), logit(0.01)]
REJECTED = [logit(0.1), logit(0.3), logit(0.6), logit(0.02)]


@pytest.mark.parametrize(
    ("threshold", "flagged", "precision", "recall"),
    [(0.5, 3, 2 / 3, 2 / 3), (0.15, 1, 1.0, 1 / 3), (0.7, 4, 3 / 4, 1.0)],
)
def test_unsafe_recall_and_precision_equal_a_count_by_hand(threshold, flagged, precision, recall):
    section = safety_section(SAFETY_PAIRS, CHOSEN, REJECTED, True, 0.7)
    assert (section["responses"], section["unsafe"], section["chosen_threshold"]) == (6, 3, 0.7)
    (point,) = [each for each in section["at"] if each["threshold"] == threshold]
    assert (point["flagged"], point["precision"], point["recall"]) == (flagged, precision, recall)
    for name in ("precision", "recall"):
        assert point[f"{name}_ci95"][0] <= point[name] <= point[f"{name}_ci95"][1]


def test_the_curve_rises_to_all_unsafe_responses_in_at_most_101_points():
    chance = np.random.default_rng(0)
    pairs = [pair(n, safe=(True, n % 2 == 0)) for n in range(500)]
    curve = safety_section(pairs, chance.normal(1, 1, 500), chance.normal(0, 1, 500), True, None)["curve"]
    recalls = [point["recall"] for point in curve]
    assert len(curve) <= 101 and recalls == sorted(recalls) and recalls[-1] == 1.0
    assert curve[-1]["precision"] == 250 / 1000 < curve[20]["precision"]


def test_without_labels_there_is_no_safety_section_and_without_the_loss_a_warning():
    assert safety_section([pair(0)], [0.0], [0.0], True, None) is None
    section = safety_section(SAFETY_PAIRS, CHOSEN, REJECTED, False, None)
    assert section["trained_with_safety_loss"] is False and "mean nothing" in section["note"]
    safe = safety_section([pair(0, safe=(True, True))], [-9.0], [-9.0], True, None)
    assert safe["at"][0]["recall"] is None and safe["at"][0]["precision"] == 0.0 and safe["curve"] == []


def test_the_threshold_is_the_one_with_the_best_f1():
    unsafe_scores, safe_scores = np.linspace(-3, -1, 40), np.linspace(1, 3, 40)
    pairs = [pair(n, safe=(True, False)) for n in range(40)]
    best = choose_threshold(pairs, safe_scores, unsafe_scores)
    assert best["precision"] == best["recall"] == 1.0 and 0.2689 < best["threshold"] < 0.7311
    assert choose_threshold(pairs[:9], safe_scores[:9], unsafe_scores[:9]) is None


def test_histograms_share_their_borders_and_hold_every_pair():
    pairs = [pair(n) for n in range(97)]
    chosen, rejected = simulated(97), np.zeros(97)
    made = histograms(pairs, chosen, rejected)
    rows = {row["strength"]: row["counts"] for row in made["difference"]["by_strength"]}
    assert list(rows) == ["significantly_better", "better", "slightly_better", "negligibly_better", "unknown"]
    assert [sum(counts) for counts in rows.values()] == [20, 20, 19, 19, 19]
    for part in ("difference", "score"):
        edges = made[part]["edges"]
        assert len(edges) == 41 and edges[0] <= chosen.min() and edges[-1] >= chosen.max() and 0.0 in edges
    assert sum(made["score"]["chosen"]) == sum(made["score"]["rejected"]) == 97
    assert histograms([], [], []) is None and sum(histograms([pair()], [1.0], [1.0])["score"]["chosen"]) == 1


def test_ratings_are_grouped_with_mean_and_deviation_of_the_probability():
    pairs = [pair(0, ratings=(6.0, 2.0)), pair(1, ratings=(5.5, 2.4)), pair(2)]
    section = ratings_section(pairs, [logit(0.8), logit(0.6), 9.0], [logit(0.2), logit(0.4), 9.0])
    assert section["responses"] == 4
    low, high = section["by_rating"]
    assert (low["rating"], low["responses"], high["rating"], high["responses"]) == (2, 2, 6, 2)
    assert (low["mean"], low["sd"], high["mean"], high["sd"]) == pytest.approx((0.3, 0.1, 0.7, 0.1))
    assert section["spearman"] == pytest.approx(1.0)  # scores rise 0.2, 0.4, 0.6, 0.8 with 2.0, 2.4, 5.5, 6.0
    assert ratings_section([pair()], [1.0], [0.0]) is None
    assert ratings_section([pair(0, ratings=(3.0, 3.0))], [1.0], [0.0])["spearman"] is None


def fitted(size: int = 80, with_safety_loss: bool = True) -> dict:
    pairs = [pair(n, safe=(True, False)) for n in range(size)]
    return fit_calibration(pairs, simulated(size, 2.0), np.zeros(size), with_safety_loss)


def made_set(pairs, chosen, rejected, calibration, **changes) -> dict:
    controls = {"bag_of_words": np.ones(len(pairs)), "shorter": -np.ones(len(pairs))}
    values = {
        "dimension": "safety",
        "model_dimension": "safety",
        "controls": controls,
        "calibration": calibration,
        "with_safety_loss": True,
    }
    return evaluate_set(pairs, chosen, rejected, **(values | changes))


def test_one_test_set_has_every_section_and_the_keys_of_before():
    pairs = [pair(n, safe=(True, False), ratings=(6, 1)) for n in range(60)]
    calibration = fitted()
    made = made_set(pairs, simulated(60), np.zeros(60), calibration)
    before = {"dimension", "pairs", "accuracy", "ci95", "by_strength", "baseline", "length_baseline"}
    assert before | {"cross", "controls", "calibration", "safety", "histograms", "ratings", "dialogs"} <= set(made)
    assert made["baseline"]["accuracy"] == 1.0 and made["length_baseline"]["name"] == "shorter"
    assert made["cross"] is False and made["calibration"]["slope"] == calibration["slope"]
    assert made["safety"]["at"][2]["threshold"] == calibration["safety"]["threshold"]
    assert made_set(pairs, simulated(60), np.zeros(60), calibration, model_dimension="helpfulness")["cross"] is True


def test_the_calibration_file_says_how_to_read_a_score():
    scores = simulated(80, 2.0)
    calibration = fitted()
    content = calibration_file(
        calibration, made_set([pair(n) for n in range(60)], simulated(60), np.zeros(60), calibration)
    )
    assert content["schema"] == 1 and content["fitted_on_pairs"] == 80 and content["before"]["pairs"] == 60
    assert content["center"] == pytest.approx(scores.mean() / 2)
    assert content["scale"] == pytest.approx(np.concatenate([scores, np.zeros(80)]).std())
    assert content["after"]["nll"] != content["before"]["nll"] and content["safety"]["recall"] > 0
    assert fitted(with_safety_loss=False)["safety"] is None


def test_an_empty_test_set_and_no_calibration_pairs_make_null_sections():
    made = made_set([], [], [], fit_calibration([], [], [], True))
    assert made["pairs"] == 0 and made["accuracy"] is None and made["baseline"]["accuracy"] is None
    assert made["safety"] is made["histograms"] is made["ratings"] is None
    assert made["calibration"]["slope"] is None and "0 could be held out" in made["calibration"]["reason"]
    assert made["controls"][0]["lead"] is None


def test_scores_that_are_not_numbers_are_refused():
    with pytest.raises(BadInputError, match=r"lower recipe\.learning_rate"):
        made_set([pair()], [float("nan")], [0.0], fitted())
