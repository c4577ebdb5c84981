import dataclasses
import math

import numpy as np
import pytest
from made import pair, simulated

from reward_trainer.calibration import (
    MIN_PAIRS,
    calibration_measures,
    calibration_section,
    calibration_split,
    fit_platt,
    reliability_bins,
)


@pytest.mark.parametrize("scale", [0.02, 0.5, 1.0, 3.0, 200.0])
def test_platt_recovers_the_slope_of_simulated_scores(scale):
    fitted = fit_platt(simulated(20_000, scale))
    assert fitted["slope"] * scale == pytest.approx(1, abs=0.05)
    assert fitted["pairs"] == 20_000 and fitted["reason"] is None


def test_the_slope_is_the_one_with_the_least_negative_log_likelihood():
    differences = simulated(300, 2.0)
    slope = fit_platt(differences)["slope"]
    best = calibration_measures(differences, slope)["nll"]
    assert all(calibration_measures(differences, slope * (1 + step))["nll"] > best for step in (-1e-3, 1e-3))


@pytest.mark.parametrize(
    ("differences", "slope", "said"),
    [
        (np.ones(MIN_PAIRS - 1), None, "at least 50 held-out pairs; 49"),
        (np.zeros(60), None, "every held-out pair is a tie"),
        (-np.ones(60), 0.01, "ranked wrong more often"),
        (np.ones(60), 100.0, "all ranked right"),
    ],
)
def test_a_slope_that_cannot_be_fitted_says_why(differences, slope, said):
    fitted = fit_platt(differences)
    assert fitted["slope"] == (slope if slope is None else pytest.approx(slope)) and said in fitted["reason"]


def test_a_calibrated_model_shows_no_more_error_than_its_noise_and_an_overconfident_one_much_more():
    good, over = calibration_measures(simulated(20_000)), calibration_measures(simulated(20_000, 4.0))
    assert good["ece"] < 2 * good["ece_floor"] < 0.03
    assert over["ece"] > 0.1 and over["nll"] > good["nll"] and over["brier"] > good["brier"]


def test_few_pairs_show_an_error_by_noise_alone_and_the_floor_foretells_it():
    found = [calibration_measures(simulated(200, seed=seed)) for seed in range(60)]
    errors, floors = (np.mean([each[name] for each in found]) for name in ("ece", "ece_floor"))
    assert errors == pytest.approx(floors, rel=0.15) and errors > 0.05


def test_the_measures_equal_their_definitions_with_a_ragged_last_bin():
    differences = simulated(103)
    differences[:3] = 0.0
    p = [1 / (1 + math.exp(-d)) for d in differences]
    measured = calibration_measures(differences)
    assert measured["nll"] == pytest.approx(sum(-math.log(x) for x in p) / 103)
    assert measured["brier"] == pytest.approx(sum((1 - x) ** 2 for x in p) / 103)
    folded = sorted(zip([max(x, 1 - x) for x in p], differences, strict=True), key=lambda item: item[0])
    bins = reliability_bins(differences)
    assert [row["count"] for row in bins] == [11, 11, 11, 10, 10, 10, 10, 10, 10, 10]
    error, start = 0.0, 0
    for row in bins:
        part = folded[start : start + row["count"]]
        start += row["count"]
        won = sum(1.0 if d > 0 else 0.5 if d == 0 else 0.0 for _, d in part) / len(part)
        sure = sum(c for c, _ in part) / len(part)
        assert (row["confidence"], row["accuracy"]) == pytest.approx((sure, won))
        assert row["ci95"][0] <= won <= row["ci95"][1]
        error += len(part) / 103 * abs(won - sure)
    assert measured["ece"] == pytest.approx(error)


def test_huge_scores_stay_finite_and_an_empty_set_has_no_measures():
    assert calibration_measures([-5000.0, 5000.0])["nll"] == pytest.approx(2500)
    section = calibration_section([], fit_platt([]))
    assert section["before"] is section["after"] is None and section["bins_before"] == []
    assert [row["count"] for row in reliability_bins([1.0, 2.0, -3.0])] == [1, 1, 1]


def test_platt_scaling_mends_another_sample_of_the_same_model():
    section = calibration_section(simulated(4000, 4.0, seed=1), fit_platt(simulated(400, 4.0, seed=2)))
    assert section["fitted_on_pairs"] == 400
    for name in ("ece", "nll", "brier"):
        assert section["after"][name] < section["before"][name]
    assert section["after"]["ece"] < 0.05 and len(section["bins_after"]) == 10


def test_calibration_pairs_are_whole_dialogs_that_do_not_depend_on_the_other_rows():
    pairs = [pair(n, root=f"r{n // 3}") for n in range(1500)]
    train, held = calibration_split(pairs, 0.1, seed=4)
    assert len(train) + len(held) == 1500 and 90 < len(held) < 210
    assert not {p.root for p in train} & {p.root for p in held}
    _, fewer = calibration_split(pairs[::-1][:1200], 0.1, seed=4)
    assert {p.id for p in fewer} == {p.id for p in held} & {p.id for p in pairs[300:]}
    assert calibration_split(pairs, 0.1, seed=5)[1] != held
    assert calibration_split([dataclasses.replace(p, root="") for p in pairs], 0.1, seed=4)[1]


def test_rows_too_few_to_calibrate_on_stay_with_the_training_rows():
    pairs = [pair(n) for n in range(300)]
    assert calibration_split(pairs) == (pairs, [])
