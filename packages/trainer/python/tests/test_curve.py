import io
import itertools
import json

import numpy as np
import pytest
from made import pair
from tiny import rows, spec, write_rows

from reward_trainer import series as module
from reward_trainer.curve import fit_curve, parse_shares
from reward_trainer.curve_fit import sentence, worth
from reward_trainer.data import Rows
from reward_trainer.distributed import World
from reward_trainer.errors import BadInputError, InterruptedRunError
from reward_trainer.events import Events
from reward_trainer.mix import share_of
from reward_trainer.spec import parse_spec
from reward_trainer.stop import Stop


def test_shares_are_whole_dialogs_and_a_larger_one_holds_the_smaller():
    own = Rows(pairs=[pair(n, root=f"r{n // 3}") for n in range(60)], total=60)
    kept = [[each.id for each in share_of(own, share, 5).pairs] for share in (0.01, 0.25, 0.5, 1)]
    assert [len(ids) for ids in kept] == [3, 15, 30, 60]
    for small, large in itertools.pairwise(kept):
        assert set(small) < set(large)
    assert kept[2] != [each.id for each in share_of(own, 0.5, 6).pairs] and kept[3] == [p.id for p in own.pairs]
    assert share_of(own, 0.5, 5).total == 60


@pytest.mark.parametrize(("text", "said"), [("1", "two shares"), ("0,1", "above 0"), ("1/2,2", "1 or below"),
                                            ("1/0,1", "write shares"), ("a,1", "write shares")])  # fmt: skip
def test_shares_that_make_no_curve_are_refused(text, said):
    with pytest.raises(BadInputError, match=said):
        parse_shares(text)


def test_a_share_of_nothing_or_of_more_than_all_is_refused(llama, data, tmp_path):
    for share in (0.0, 1.5):
        with pytest.raises(BadInputError, match="train_share must be above 0"):
            parse_spec(spec(tmp_path, llama, data, train_share=share))


def drawn(slope: float, sizes: list[int], tests: int, seed: int) -> np.ndarray:
    """Outcomes whose accuracy is 0.6 with 1,000 pairs and grows by `slope` a doubling, alike in all points."""
    luck = np.random.default_rng(seed).random(tests)
    return np.array([luck < 0.6 + slope * np.log2(size / 1000) for size in sizes], dtype=float)


def test_the_slope_is_that_of_the_accuracies_and_its_interval_covers_the_truth():
    sizes = [500, 1000, 2000, 4000]
    dialogs = [f"d{n // 2}" for n in range(3000)]
    covered = 0
    for seed in range(40):
        found = worth(sizes, drawn(0.02, sizes, 3000, seed), dialogs, seed)
        covered += found["slope_ci95"][0] <= 0.02 <= found["slope_ci95"][1]
    assert covered >= 35
    assert found["slope_per_doubling"] == pytest.approx(0.02, abs=0.006)
    gain = found["next_thousand"]
    assert gain["expected_gain"] == pytest.approx(found["slope_per_doubling"] * np.log2(5 / 4))
    assert "are worth +0." in gain["sentence"] and "4,000" in gain["sentence"]


def test_two_points_give_the_line_through_both():
    won = np.zeros((2, 100))
    won[0, :60], won[1, :70] = 1, 1
    found = worth([100, 400], won, [str(n) for n in range(100)])
    assert found["slope_per_doubling"] == pytest.approx(0.05)
    few = worth([100, 400], won, ["one dialog"] * 100)
    assert few["slope_ci95"] is None and "to say how sure that is" in few["next_thousand"]["sentence"]


@pytest.mark.parametrize(
    ("gain", "bounds", "said"),
    [
        (0.012, [0.004, 0.02], "are worth +1.2 points of accuracy (95 % interval +0.4 to +2.0)"),
        (0.012, [-0.004, 0.02], "cannot be told from these fits: +1.2 points, with a 95 % interval (−0.4 to +2.0)"),
        (-0.01, [-0.02, -0.001], "Accuracy falls as data grows (−1.0 points"),
    ],
)
def test_the_sentence_is_no_surer_than_the_interval(gain, bounds, said):
    assert said in sentence(2000, gain, bounds)


class Counting:
    """`run`, with a note of the folders that it fitted."""

    def __init__(self):
        self.fitted, self.run = [], module.run

    def __call__(self, part, *rest):
        self.fitted.append(part.output_dir.rsplit("/", 1)[-1])
        return self.run(part, *rest)


def test_a_curve_is_fitted_share_by_share_goes_on_where_it_stopped_and_is_written(llama, tmp_path, monkeypatch):
    data = write_rows(tmp_path / "data.jsonl", rows(32, 24))
    value = parse_spec(spec(tmp_path / "out", llama, data, recipe={"learning_rate": 1e-2, "epochs": 3}))
    counting = Counting()
    monkeypatch.setattr(module, "run", counting)

    def go(stop=None, shares="1/4,1/2,1", spec=value):
        stream = io.StringIO()
        fit_curve(spec, parse_shares(shares), Events(stream), stop or Stop(), World())
        return [json.loads(line) for line in stream.getvalue().splitlines()]

    def stopping(part, events, stop, world):
        if part.output_dir.endswith("1-of-2"):
            stop.request()
        return counting(part, events, stop, world)

    monkeypatch.setattr(module, "run", stopping)
    with pytest.raises(InterruptedRunError):
        go()
    monkeypatch.setattr(module, "run", counting)
    counting.fitted.clear()
    events = go()
    assert counting.fitted == ["share-1-of-2", "share-1-of-1"]
    assert [(e["share"], e["finished"]) for e in events if e["kind"] == "share"] == [
        ("1/4", True),
        ("1/2", False),
        ("1", False),
    ]
    curve = json.loads((tmp_path / "out" / "curve.json").read_text())
    assert [point["pairs"] for point in curve["points"]] == [8, 16, 32] and curve["test_pairs"] == 24
    for point in curve["points"]:
        report = json.loads((tmp_path / "out" / point["folder"] / "report.json").read_text())
        assert point["accuracy"] == report["evaluations"][0]["accuracy"]
        assert report["train"]["pairs"] == point["pairs"]
    text = (tmp_path / "out" / "curve.md").read_text()
    assert curve["next_thousand"]["sentence"] in text and "| 1/4 | 8 |" in text and "(curve.png)" in text
    assert (tmp_path / "out" / "curve.png").read_bytes().startswith(b"\x89PNG")
    assert events[-1]["kind"] == "curve" and events[-1]["pairs"] == 1000
    counting.fitted.clear()
    write_rows(tmp_path / "data.jsonl", rows(31, 25))
    go(shares="1/2,1")
    assert counting.fitted == ["share-1-of-2", "share-1-of-1"]  # other data: fitted again


def test_an_export_without_test_pairs_has_no_curve_and_says_so(llama, tmp_path):
    data = write_rows(tmp_path / "data.jsonl", rows(12, 0))
    with pytest.raises(BadInputError, match="test set has no pair"):
        fit_curve(
            parse_spec(spec(tmp_path / "out", llama, data)),
            parse_shares("1/2,1"),
            Events(io.StringIO()),
            Stop(),
            World(),
        )
