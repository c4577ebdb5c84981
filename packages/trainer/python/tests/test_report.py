import json

import pytest
from made import pair
from made_report import made_evaluation, made_report

from reward_trainer.evaluate_set import evaluate_set, fit_calibration
from reward_trainer.plots import draw_plots
from reward_trainer.report import MOST_STEPS, thinned, write_json
from reward_trainer.report_markdown import report_markdown, write_report_page


def test_the_curve_of_a_long_run_is_told_in_means_that_leave_no_step_out():
    steps = 3 * MOST_STEPS - 1
    curve = [{"step": n, "loss": float(n), "accuracy": n % 2, "learning_rate": 1 / n} for n in range(1, steps + 1)]
    told = thinned(curve)
    assert len(told) == MOST_STEPS
    assert told[0] == {"step": 3, "loss": 2.0, "accuracy": 2 / 3, "learning_rate": 1 / 3}
    assert told[-1] == {"step": steps, "loss": steps - 0.5, "accuracy": 0.5, "learning_rate": 1 / steps}
    assert thinned(curve[:MOST_STEPS]) == curve[:MOST_STEPS]


@pytest.fixture(scope="module")
def report() -> dict:
    return made_report()


@pytest.fixture(scope="module")
def page(report, tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    write_report_page(folder, report)
    return folder


def shown(share: float) -> str:
    return f"{100 * share:.1f}"


def test_the_page_holds_every_number_it_owes_the_reader(report, page):
    text = (page / "report.md").read_text()
    own = report["evaluations"][0]
    for evaluation in report["evaluations"]:
        for measured in [evaluation, *evaluation["controls"]]:
            low, high = measured["ci95_clustered"]
            assert f"{shown(measured['accuracy'])} % ({shown(low)}–{shown(high)} %)" in text
        for key in ("strength", "source", "batch"):
            for row in evaluation[f"by_{key}"]:
                cells = f"| {row['pairs']} | {shown(row['accuracy'])} % | {shown(row['ci95'][0])}–"
                assert cells in text
    for point in own["safety"]["at"]:
        assert f"{shown(point['recall'])} % ({shown(point['recall_ci95'][0])}–" in text
        assert f"{shown(point['precision'])} % ({shown(point['precision_ci95'][0])}–" in text
    for when in ("before", "after"):
        assert all(f"{own['calibration'][when][name]:.3f}" in text for name in ("ece", "nll", "brier"))
    for row in own["ratings"]["by_rating"]:
        assert f"| {row['rating']} | {row['responses']} | {row['mean']:.3f} | {row['sd']:.3f} |" in text
    expected = [
        "malformed\\_line 2",
        "identical\\_responses 3",
        "| 1,944 | 17 |",
        "open\\_data | 216 | 1,370 |",
        "Trainer: 0.1.0+3f2a91c0d4e5",
    ]
    expected += ["0.5123", f"sigmoid({own['calibration']['slope']:.4g}", "hh\\|rlhf", "unsafe recall at 0.5"]
    for said in expected:
        assert said in text


@pytest.mark.parametrize(
    ("interval", "control", "said"),
    [
        ([0.61, 0.66], 0.60, "60.0 %, is excluded: the model's interval lies above it."),
        ([0.61, 0.66], 0.63, "63.0 %, is inside the model's interval: the model is not told apart from it."),
        ([0.61, 0.66], 0.70, "70.0 %, is above the model's interval: the model is worse."),
    ],
)
def test_the_headline_says_whether_the_interval_excludes_the_bag_of_words(report, interval, control, said):
    words = report["evaluations"][0]["controls"][0] | {"accuracy": control}
    own = report["evaluations"][0] | {"ci95_clustered": interval, "controls": [words]}
    assert f"Bag of words, {said}" in report_markdown(report | {"evaluations": [own]})


@pytest.mark.parametrize(
    ("intervals", "said"),
    [
        ([[0.8, 0.9], [0.6, 0.7], [0.75, 0.85]], "No two neighbouring intervals overlap."),
        ([[0.8, 0.9], [0.6, 0.85]], "All neighbouring intervals overlap"),
        (
            [[0.8, 0.9], [0.6, 0.7], [0.65, 0.75]],
            "The intervals of *better* and *slightly better* overlap: their order is not settled.",
        ),
    ],
)
def test_intervals_that_overlap_are_said_to(report, intervals, said):
    names = ("significantly_better", "better", "slightly_better")
    rows = [
        {"strength": name, "pairs": 9, "accuracy": sum(each) / 2, "ci95": each, "ci95_clustered": each}
        for name, each in zip(names, intervals, strict=False)
    ]
    own = report["evaluations"][0] | {"by_strength": rows}
    assert said in report_markdown(report | {"evaluations": [own]})


def test_every_plot_is_shown_once_with_words_and_its_bytes_repeat(report, page, tmp_path):
    text = (page / "report.md").read_text()
    plots = draw_plots(tmp_path, report)
    names = [plot.file for plot in plots]
    assert names == ["accuracy-by-strength.png", "reliability.png", "score-differences.png", "scores.png",
                     "safety.png", "ratings.png", "loss.png"]  # fmt: skip
    assert {path.name for path in page.iterdir()} == {*names, "report.md"}
    for plot in plots:
        content = (tmp_path / plot.file).read_bytes()
        assert content == (page / plot.file).read_bytes() and b"Software" not in content
        assert text.count(f"]({plot.file})") == 1 and len(plot.alt) > 40


def test_the_report_is_json_without_holes(report, tmp_path):
    write_json(tmp_path / "report.json", report)
    assert json.loads((tmp_path / "report.json").read_text()) == report


def test_text_from_the_data_cannot_break_a_table_or_a_plot(tmp_path):
    report = made_report(60)
    own = report["evaluations"][0]
    own["name"], own["by_source"][0]["source"] = "a|b $x^{", "<b>x</b>\n| y"
    write_report_page(tmp_path, report)
    text = (tmp_path / "report.md").read_text()
    assert "\\<b\\>x\\</b\\> \\| y" in text and "safety test set a\\|b $x^\\{" in text


def test_a_report_without_test_pairs_or_labels_is_still_a_page(tmp_path):
    report = made_report(60)
    controls = {"bag_of_words": [], "longer": []}
    nothing = evaluate_set([], [], [], dimension="safety", model_dimension="safety", controls=controls,
                           calibration=fit_calibration([], [], [], True), with_safety_loss=True)  # fmt: skip
    report["evaluations"] = [nothing | {"dropped": {}, "truncated": 0}]
    del report["train"]["mix"]
    write_report_page(tmp_path, report)
    text = (tmp_path / "report.md").read_text()
    assert "The test set has no pair" in text and "rows dropped" in text
    assert {path.name for path in tmp_path.iterdir()} == {"report.md", "loss.png"}


def test_a_set_too_small_for_anything_but_wilson_says_so(tmp_path):
    report = made_report(60, calibration_pairs=20)
    report["evaluations"] = [made_evaluation(3, "helpfulness", fit_calibration([pair()], [1.0], [0.0], False), 1)]
    write_report_page(tmp_path, report)
    text = (tmp_path / "report.md").read_text()
    assert "the 2 dialogs are too few or too alike for an interval by dialog" in text
    assert "Platt scaling needs at least 50 held-out pairs; 1 could be held out." in text
    assert not (tmp_path / "safety.png").exists()
