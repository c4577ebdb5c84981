import json
import math

import numpy as np
import pytest
from made import pair
from scipy.stats import binom

from reward_trainer.compare import compare_scores, mcnemar, needed_pairs, spread
from reward_trainer.compare_runs import compare_runs
from reward_trainer.errors import BadInputError
from reward_trainer.score_files import Scores, read_scores, scores_path, write_scores


@pytest.mark.parametrize(
    ("only_a", "only_b", "test", "p"),
    [
        (0, 0, "exact", 1.0),
        (4, 4, "exact", 1.0),
        (3, 10, "exact", 2 * binom.cdf(3, 13, 0.5)),
        (1, 20, "exact", 22 * 2 / 2**21),
        # Agresti, Categorical Data Analysis (2nd ed.), table 10.1: 150 and 86 changed sides; corrected (64 - 1)^2 / 236
        (150, 86, "chi_square_corrected", math.erfc(math.sqrt(63**2 / 236 / 2))),
        (30, 30, "chi_square_corrected", 1.0),
    ],
)
def test_mcnemar_gives_the_known_probabilities(only_a, only_b, test, p):
    for counts in ((only_a, only_b), (only_b, only_a)):
        found = mcnemar(*counts)
        assert found["test"] == test and found["p"] == pytest.approx(p, rel=1e-9)


def test_the_needed_sample_keeps_its_promise_of_power():
    discordant, difference = 0.2, 0.05
    needed = needed_pairs(discordant, difference)
    assert needed == pytest.approx(624, abs=3)
    chance = np.random.default_rng(0)
    shares = [(discordant + difference) / 2, (discordant - difference) / 2, 1 - discordant]
    drawn = chance.multinomial(needed, shares, size=2000)
    statistic = np.abs(drawn[:, 0] - drawn[:, 1]) / np.sqrt(drawn[:, 0] + drawn[:, 1])
    assert np.mean(statistic > 1.96) == pytest.approx(0.8, abs=0.03)
    assert needed_pairs(0.1, 0.0) is None


def scored(outcomes: str, start: int = 0, per_dialog: int = 1) -> dict[str, Scores]:
    """A pair for each letter: w won, l lost, t tied."""
    values = {"w": 1.0, "l": -1.0, "t": 0.0}
    return {
        f"p{start + n}": Scores(f"r{(start + n) // per_dialog}", values[letter], 0.0)
        for n, letter in enumerate(outcomes)
    }


def test_two_models_are_compared_on_the_pairs_that_both_scored():
    found = compare_scores(scored("wwwlltw" * 10), scored("wlllwww" * 10, start=7))
    assert (found["pairs"], found["only_scored_by_a"], found["only_scored_by_b"]) == (63, 7, 7)
    assert (found["right_only_a"], found["right_only_b"], found["ties"]) == (18, 9, 9)
    assert found["accuracy_a"] == pytest.approx(4.5 / 7) and found["accuracy_b"] == pytest.approx(4 / 7)
    assert found["difference"] == pytest.approx(-0.5 / 7)
    assert found["difference_ci95"][0] < found["difference"] < found["difference_ci95"][1]
    assert found["mcnemar"]["test"] == "chi_square_corrected" and found["discordant_share"] == pytest.approx(27 / 63)


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        ("wl" * 100, "ww" * 100, "Model b is better by 50.0 points on these 200 pairs"),
        ("w" * 200, "wl" * 100, "Model a is better by 50.0 points"),
        ("wl" * 30, "wl" * 30, "No difference was seen on these 60 pairs"),
        ("wl" * 30 + "lw", "wl" * 30 + "ww", "on 62 pairs cannot be told from chance: were it real, 485 pairs"),
        ("lw" * 4, "ww" * 4, "cannot be told from chance: were it real, 14 pairs"),
    ],
)
def test_the_verdict_says_when_the_pairs_are_too_few(a, b, said):
    assert said in compare_scores(scored(a), scored(b))["verdict"]


def test_pairs_of_one_dialog_widen_the_interval_of_the_difference():
    a, b = "wwwwllll" * 20, "wwwwwwww" * 10 + "llllllll" * 10
    alone, together = (compare_scores(scored(a, 0, size), scored(b, 0, size)) for size in (1, 4))
    width = [found["difference_ci95"][1] - found["difference_ci95"][0] for found in (alone, together)]
    assert width[1] > 1.7 * width[0] and alone["difference"] == together["difference"]


def test_runs_without_a_common_pair_are_refused():
    with pytest.raises(BadInputError, match="no test pair in common"):
        compare_scores(scored("w"), scored("w", start=5))


def test_scores_are_read_back_as_written_and_a_broken_file_is_named(tmp_path):
    path = tmp_path / "scores-0.jsonl"
    write_scores(path, [pair(0), pair(1, id="ä\u2028b")], [0.1, -3.25], [1e-9, 7.0])
    assert read_scores(path) == {"p0": Scores("r0", 0.1, 1e-9), "ä\u2028b": Scores("r1", -3.25, 7.0)}
    assert [item.name for item in tmp_path.iterdir()] == ["scores-0.jsonl"]
    for text, said in [('{"id": "x"}\n', "line 1, is not"), (path.read_text() * 2, "names the pair p0 twice")]:
        path.write_text(text)
        with pytest.raises(BadInputError, match=said):
            read_scores(path)
    with pytest.raises(BadInputError, match="cannot be read"):
        read_scores(tmp_path / "none.jsonl")


def finished_run(folder, dimension: str, sets: list[tuple[str, str]], **recipe) -> str:
    """A run's folder with its scores: sets are (dimension, outcomes)."""
    folder.mkdir()
    evaluations = [{"dimension": name, "pairs": len(letters), "accuracy": 0.5} for name, letters in sets]
    report = {
        "base_model": "m",
        "train": {"dimension": dimension, "pairs": 9},
        "recipe": {"margin": "small", **recipe},
        "evaluations": evaluations,
    }
    (folder / "report.json").write_text(json.dumps(report))
    for index, (_, letters) in enumerate(sets):  # ids that tell sets apart are not given
        pairs = [pair(n) for n in range(len(letters))]
        write_scores(scores_path(folder, index), pairs, [s.chosen for s in scored(letters).values()], [0] * len(pairs))
    return str(folder)


def test_two_run_folders_are_compared_on_every_test_set_of_one_dimension(tmp_path):
    a = finished_run(tmp_path / "a", "helpfulness", [("helpfulness", "wl" * 20), ("safety", "wwl" * 10)])
    b = finished_run(tmp_path / "b", "safety", [("safety", "www" * 10), ("helpfulness", "wl" * 20)], margin="large")
    found = compare_runs(a, b)
    assert [(row["dimension"], row["evaluation_a"], row["evaluation_b"]) for row in found["sets"]] == [
        ("helpfulness", 0, 1),
        ("safety", 1, 0),
    ]
    assert found["sets"][1]["right_only_b"] == 10 and found["sets"][0]["difference"] == 0
    assert found["recipe_differences"] == {"margin": ["small", "large"]}
    assert found["a"] == {"base_model": "m", "dimension": "helpfulness", "pairs": 9}
    with pytest.raises(BadInputError, match="folder of a finished run"):
        compare_runs(a, str(tmp_path / "missing"))
    with pytest.raises(BadInputError, match="no test pair in common"):
        compare_runs(a, finished_run(tmp_path / "c", "safety", []))


def report(*accuracies: float, pairs: int = 50, strength: str = "better") -> dict:
    def measured(accuracy: float) -> dict:
        by_strength = [{"strength": strength, "pairs": 20, "accuracy": accuracy / 2}]
        return {"dimension": "safety", "pairs": pairs, "accuracy": accuracy, "by_strength": by_strength}

    return {"evaluations": [measured(each) for each in accuracies]}


def test_the_spread_over_seeds_is_mean_and_sample_deviation_of_each_test_set():
    first, second = spread([report(0.6, 0.5), report(0.7, 0.5), report(0.62, 0.5)])
    assert first["mean"] == pytest.approx(0.64) and first["sd"] == pytest.approx(0.0529150)
    assert (first["seeds"], first["accuracies"], second["sd"]) == (3, [0.6, 0.7, 0.62], 0.0)
    assert first["range"] == [0.6, 0.7] and spread([report(0.6)])[0]["sd"] is None
    row = first["by_strength"][0]
    assert (row["strength"], row["pairs"], row["accuracies"], row["range"]) == (
        "better",
        20,
        [0.3, 0.35, 0.31],
        [0.3, 0.35],
    )
    assert row["mean"] == pytest.approx(0.32) and row["sd"] == pytest.approx(0.0264575)
    other = [report(0.6), report(0.6, strength="unknown")]
    for reports, said in [([], "no report"), ([report(0.6), report(0.6, pairs=51)], "different"), (other, "different")]:
        with pytest.raises(BadInputError, match=said):
            spread(reports)
