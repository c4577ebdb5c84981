import io
import json

import pytest
from tiny import rows, spec, write_rows

from reward_trainer import series
from reward_trainer.distributed import World
from reward_trainer.errors import BadInputError, InterruptedRunError
from reward_trainer.events import Events
from reward_trainer.seeds import fit_seeds, parse_seeds
from reward_trainer.spec import parse_spec
from reward_trainer.stop import Stop


@pytest.mark.parametrize(
    ("text", "said"),
    [("1", "at least two"), ("1,1", "once"), ("1,-2", "whole numbers"), ("1,x", "whole"), (f"0,{2**32}", "whole")],
)
def test_seeds_that_say_nothing_are_refused(text, said):
    with pytest.raises(BadInputError, match=said):
        parse_seeds(text)


def test_each_seed_is_fitted_once_a_stopped_one_goes_on_and_their_spread_is_written(llama, tmp_path, monkeypatch):
    data = write_rows(tmp_path / "data.jsonl", rows(32, 24))
    value = parse_spec(spec(tmp_path / "out", llama, data, recipe={"epochs": 2}))
    fitted, run, asked = [], series.run, []

    def counting(part, events, stop, world):
        fitted.append((part.seed, part.run_id))
        if part.seed in asked:
            stop.request()
        return run(part, events, stop, world)

    def go(seeds):
        stream = io.StringIO()
        fit_seeds(value, parse_seeds(seeds), Events(stream), Stop(), World())
        return [json.loads(line) for line in stream.getvalue().splitlines()]

    monkeypatch.setattr(series, "run", counting)
    asked.append(5)
    with pytest.raises(InterruptedRunError):
        go("3,5,4")
    assert [seed for seed, _ in fitted] == [3, 5] and not (tmp_path / "out" / "seeds.json").exists()
    fitted.clear()
    asked.clear()
    events = go("3,5,4")
    assert fitted == [(5, "run/seed-5"), (4, "run/seed-4")]
    told = [(each["seed"], each["number"], each["of"], each["finished"]) for each in events if each["kind"] == "seed"]
    assert told == [(3, 1, 3, True), (5, 2, 3, False), (4, 3, 3, False)]

    found = json.loads((tmp_path / "out" / "seeds.json").read_text())
    reports = [json.loads((tmp_path / "out" / f"seed-{n}" / "report.json").read_text()) for n in (3, 5, 4)]
    own = found["sets"][0]
    accuracies = [report["evaluations"][0]["accuracy"] for report in reports]
    assert own["accuracies"] == accuracies and own["mean"] == pytest.approx(sum(accuracies) / 3)
    assert own["range"] == [min(accuracies), max(accuracies)] and own["pairs"] == 24 and own["cross"] is False
    for index, row in enumerate(own["by_strength"]):
        assert row["accuracies"] == [each["evaluations"][0]["by_strength"][index]["accuracy"] for each in reports]
    assert found["runs"][1] == {"seed": 5, "folder": "seed-5"}
    assert events[-1] == {"kind": "seeds", "seeds": [3, 5, 4], "mean": own["mean"], "sd": own["sd"],
                          "range": own["range"]}  # fmt: skip
    text = (tmp_path / "out" / "seeds.md").read_text()
    assert f"**{100 * own['mean']:.1f} %** on average over 3 seeds" in text and "seed 5" in text
    assert f"| significantly better | {own['by_strength'][0]['pairs']} |" in text
