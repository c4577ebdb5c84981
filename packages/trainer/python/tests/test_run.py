import json
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from tiny import WORDS as TEXT
from tiny import row, rows, spec, write_rows

from reward_trainer.batch import encode
from reward_trainer.code_version import code_version
from reward_trainer.distributed import World
from reward_trainer.errors import BadInputError, InterruptedRunError
from reward_trainer.load_model import load_reward_model
from reward_trainer.model import RewardModel
from reward_trainer.readers import read_rows
from reward_trainer.score_files import read_scores, scores_path
from reward_trainer.scoring import score_pairs
from reward_trainer.stop import Stop

HERE = Path(__file__).parent
WORDS = TEXT.split()


class StopAfter(Stop):
    """Asks to stop at the n-th safe place."""

    def __init__(self, checks: int):
        super().__init__()
        self.left = checks

    def check(self):
        self.left -= 1
        if self.left < 0:
            self.request()
        super().check()


def test_a_run_learns_and_reports_every_section(base_model, data, tmp_path, finish):
    events, report = finish(base_model, data, recipe={"epochs": 10})
    kinds = [event["kind"] for event in events]
    assert kinds[:2] == ["model", "data"] and kinds[-1] == "report" and kinds.count("step") == 60
    own = report["evaluations"][0]
    assert own["accuracy"] == 1.0 and own["pairs"] == 9 and own["ci95"][0] > 0.6
    assert sum(part["pairs"] for part in own["by_strength"]) == 9
    assert own["by_strength"][-1]["strength"] == "unknown"
    assert own["baseline"]["name"] == "bag_of_words" and own["length_baseline"]["pairs"] == 9
    assert report["train"]["steps"] == 60 and report["train"]["pairs"] == 24 and len(report["curve"]) == 60
    assert report["recipe"]["dtype"] == "float32" and report["schema"] == 2
    assert report["code_version"] == code_version() and report["code_version"].startswith("0.")
    assert own["controls"][0]["name"] == "bag_of_words"
    assert own["controls"][-1]["name"] == "untrained_start"
    assert own["controls"][-1]["lead"] == pytest.approx(1.0 - own["controls"][-1]["accuracy"])
    assert not (tmp_path / "out" / "checkpoint").exists()
    files = {file.name for file in (tmp_path / "out").iterdir()}
    assert {"model", "report.md", "calibration.json", "scores-0.jsonl", "spec.resolved.json"} <= files
    resolved = json.loads((tmp_path / "out" / "spec.resolved.json").read_text())
    assert resolved["recipe"] == report["recipe"] and resolved["seed"] == 7


def test_eight_judgements_without_rhyme_or_reason_are_learnt_by_heart(base_model, tmp_path, finish):
    values = [
        row(n, response_a=f"bike {WORDS[n]}", response_b=f"maps {WORDS[-1 - n]}", side="abbabaab"[n]) for n in range(8)
    ]
    path = write_rows(tmp_path / "eight.jsonl", values)
    _, report = finish(base_model, path, recipe={"epochs": 150, "batch_pairs": 8, "margin": "none"})
    first, last = report["curve"][0], report["curve"][-1]
    assert last["accuracy"] == 1.0 and last["loss"] < 0.1 < first["loss"]


@pytest.mark.parametrize(
    "trained",
    [{}, {"trained_layers": 1}, {"adapter": {"kind": "lora", "rank": 2, "alpha": 4}}],
    ids=["whole", "top", "lora"],
)
def test_an_interrupted_run_ends_with_the_same_bits_as_an_uninterrupted_one(
    base_model, data, tmp_path, finish, trained
):
    go = partial(finish, base_model, data, recipe=trained)
    _, whole = go(name="whole")
    for checks in (4, 4, 5):  # after 1 step, after 3 steps, at the start of evaluation
        with pytest.raises(InterruptedRunError):
            go(name="parts", stop=StopAfter(checks))
        assert finish.events[-1]["kind"] == "checkpoint"
    kinds = [event["kind"] for event in finish.events]
    assert "evaluating" not in kinds[: kinds.index("resumed")]  # what the untrained model said is kept
    assert next(event for event in finish.events if event["kind"] == "resumed")["step"] == 3
    _, parts = go(name="parts")
    assert parts["curve"] == whole["curve"] and parts["evaluations"] == whole["evaluations"]
    weights = [load_file(tmp_path / name / "model" / "model.safetensors") for name in ("whole", "parts")]
    assert weights[0].keys() == weights[1].keys()
    assert all(torch.equal(weights[0][name], weights[1][name]) for name in weights[0])


def test_a_run_that_is_stopped_in_its_first_step_leaves_no_checkpoint_and_ends_alike(llama, data, tmp_path, finish):
    _, whole = finish(llama, data, name="whole")
    with pytest.raises(InterruptedRunError):
        finish(llama, data, name="parts", stop=StopAfter(3))
    assert not any(event["kind"] in ("step", "checkpoint") for event in finish.events)
    assert not (tmp_path / "parts" / "checkpoint").exists()
    _, parts = finish(llama, data, name="parts")
    assert parts["curve"] == whole["curve"]


def test_a_damaged_checkpoint_is_told_and_leaves_no_trace_in_the_fit(llama, data, tmp_path, finish):
    _, whole = finish(llama, data, name="whole")
    with pytest.raises(InterruptedRunError):
        finish(llama, data, name="parts", stop=StopAfter(6))
    for file in (tmp_path / "parts" / "checkpoint").glob("*.distcp"):
        file.write_bytes(file.read_bytes()[:1000])
    events, parts = finish(llama, data, name="parts")
    assert "cannot be read" in next(event["reason"] for event in events if event["kind"] == "restarted")
    assert parts["curve"] == whole["curve"]


def test_a_loss_that_is_no_number_ends_the_run_with_what_to_do(llama, data, finish):
    with pytest.raises(BadInputError, match=r"the loss of step \d+ is not a number; lower recipe.learning_rate"):
        finish(llama, data, recipe={"learning_rate": 1e30, "epochs": 20})


def test_the_probability_is_fitted_on_pairs_of_its_own_and_the_others_are_trained_on(
    llama, tmp_path, finish, monkeypatch
):
    monkeypatch.setattr("reward_trainer.run.HELD_OUT", 0.5)
    own = write_rows(tmp_path / "own.jsonl", rows(train=130))
    other = write_rows(tmp_path / "other.jsonl", [row(n, "train", dimension="safety") for n in range(1000, 1130)])
    _, report = finish(
        llama,
        own,
        recipe={"other_share": 0.5, "batch_pairs": 32},
        train=[
            {"path": own, "dimension": "helpfulness", "name": "own", "split": "train"},
            {"path": other, "dimension": "safety", "name": "other", "split": "train"},
        ],
        evaluate=[
            {"dimension": "helpfulness", "path": own},
            {"dimension": "safety", "path": other},
        ],
    )
    train = report["train"]
    assert train["own_pairs"] == 130 and train["mix"]["drawn"] == {"other": 130}
    # Of the own 130 about one half; of all 260 it would be twice that.
    assert 50 <= train["calibration_pairs"] <= 85 and train["pairs"] + train["calibration_pairs"] == 260
    assert report["evaluations"][0]["calibration"]["fitted_on_pairs"] == train["calibration_pairs"]
    assert [(each["dimension"], each["cross"], each["pairs"]) for each in report["evaluations"]] == [
        ("helpfulness", False, 9),
        ("safety", True, 0),
    ]


def test_what_an_adapter_came_to_is_told_of_the_model_that_is_handed_out(llama, data, tmp_path, finish):
    adapter = {"kind": "lora", "rank": 4, "alpha": 8}
    finish(llama, data, recipe={"adapter": adapter, "dtype": "bfloat16", "epochs": 3})
    told = read_scores(scores_path(tmp_path / "out", 0))
    model = load_reward_model(str(tmp_path / "out" / "model"), "bfloat16")
    tested = read_rows(data, "helpfulness", "test").pairs
    chosen, rejected = score_pairs(model, encode(tested, model.tokenizer, 64).pairs, Stop(), World())
    assert chosen == pytest.approx([told[pair.id].chosen for pair in tested], abs=1e-6)
    assert rejected == pytest.approx([told[pair.id].rejected for pair in tested], abs=1e-6)


def test_a_finished_run_is_not_fitted_again_unless_it_is_another(llama, data, tmp_path, finish):
    _, report = finish(llama, data)
    weights = tmp_path / "out" / "model" / "model.safetensors"
    written = weights.stat()
    again, kept = finish(llama, data)
    assert [event["kind"] for event in again] == ["finished"] and kept == report
    assert (weights.stat().st_ino, weights.stat().st_mtime_ns) == (written.st_ino, written.st_mtime_ns)
    with pytest.raises(InterruptedRunError):
        finish(llama, data, stop=StopAfter(4), seed=8)
    # The folder holds parts of another run by now.
    others, _ = finish(llama, data)
    assert others[-1]["kind"] == "report"


def test_a_checkpoint_of_another_recipe_is_not_used_and_the_event_says_why(llama, data, finish):
    with pytest.raises(InterruptedRunError):
        finish(llama, data, stop=StopAfter(6))
    events, _ = finish(llama, data, recipe={"learning_rate": 1e-4})
    assert events[3] == {"kind": "restarted", "reason": "the checkpoint belongs to another spec or other data"}


def test_the_effective_batch_does_not_depend_on_its_micro_batches(llama, data, finish, monkeypatch):
    _, whole = finish(llama, data, name="whole")
    monkeypatch.setattr("reward_trainer.train.token_budget", lambda device: 1)
    _, cut = finish(llama, data, name="cut")
    for one, other in zip(whole["curve"], cut["curve"], strict=True):
        assert one["loss"] == pytest.approx(other["loss"], rel=1e-4)


def test_where_the_memory_is_short_micro_batches_are_halved_and_the_result_is_the_same(
    llama, data, finish, monkeypatch, capsys
):
    _, whole = finish(llama, data, name="whole")
    inner, budget = RewardModel.score, 64

    def short(model, batch):
        if torch.is_grad_enabled() and batch.ids.numel() > budget:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return inner(model, batch)

    monkeypatch.setattr(RewardModel, "score", short)
    monkeypatch.setattr("reward_trainer.train.LEAST_TOKENS", 32)
    _, cut = finish(llama, data, name="cut")
    told = [line for line in capsys.readouterr().err.splitlines() if "out of memory" in line]
    assert len(told) == 5 and told[-1] == "out of memory: micro-batches have at most 64 tokens from here on"
    for one, other in zip(whole["curve"], cut["curve"], strict=True):
        assert one["loss"] == pytest.approx(other["loss"], rel=1e-4)
    budget = 0
    with pytest.raises(torch.OutOfMemoryError):
        finish(llama, data, name="none")


def test_the_safety_loss_teaches_where_safe_begins(llama, tmp_path, finish):
    values = [
        row(
            n,
            "train" if n < 24 else "test",
            dimension="safety",
            safety={"a": "safe", "b": "safe"},
            safety_bin="both_safe",
        )
        for n in range(30)
    ]
    parts = {"dimension": "safety", "path": write_rows(tmp_path / "s.jsonl", values)}
    losses = {}
    for weight in (0, 1):
        events, _ = finish(
            llama, parts["path"], f"w{weight}", train=parts, evaluate=[parts], recipe={"safety_weight": weight}
        )
        losses[weight] = next(event["loss"] for event in events if event["kind"] == "step")
    assert losses[1] > losses[0] + 0.5


def test_with_the_safety_loss_a_score_above_zero_says_safe(llama, tmp_path, finish):
    values = [row(n, "train" if n < 24 else "test", dimension="safety", safety_bin="chosen_safe") for n in range(33)]
    for value in values:
        value["safety"] = {side: "safe" if side == value["side"] else "unsafe" for side in "ab"}
    parts = {"dimension": "safety", "path": write_rows(tmp_path / "s.jsonl", values)}
    recipe = {"safety_weight": 1, "epochs": 15}
    _, report = finish(llama, parts["path"], train=parts, evaluate=[parts], recipe=recipe)
    half = next(each for each in report["evaluations"][0]["safety"]["at"] if each["threshold"] == 0.5)
    assert (half["precision"], half["recall"]) == (1.0, 1.0)


def test_dropped_rows_are_in_the_event_and_in_the_report(llama, tmp_path, finish):
    values = [*rows(), "broken", row(90, response_a="x", response_b="x"), row(91, response_a="good " * 90)]
    events, report = finish(llama, write_rows(tmp_path / "x.jsonl", values))
    expected = {"malformed_line": 1, "identical_responses": 1, "response_too_long": 1}
    assert report["train"]["dropped"] == expected
    assert events[1]["dropped"] == expected and events[1]["train_pairs"] == 24


def test_a_dialog_in_train_and_in_the_other_dimensions_test_is_refused(llama, tmp_path, data, finish):
    other = write_rows(tmp_path / "s.jsonl", [row(0, "test", dimension="safety")])
    parts = [{"dimension": "helpfulness", "path": data}, {"dimension": "safety", "path": other}]
    with pytest.raises(BadInputError, match="both train and test"):
        finish(llama, data, evaluate=parts)


def command(tmp_path, value) -> list[str]:
    (tmp_path / "run.json").write_text(json.dumps(value))
    return [sys.executable, "-m", "reward_trainer", "--spec", str(tmp_path / "run.json")]


def environment() -> dict:
    return {**os.environ, "PYTHONPATH": str(HERE.parent)}


def test_a_bad_spec_exits_with_2_and_its_last_event_says_what_to_do(tmp_path, data):
    bad = command(tmp_path, spec(tmp_path, "no/folder", data, extra=1))
    done = subprocess.run(bad, check=False, capture_output=True, text=True, env=environment())
    last = json.loads(done.stdout.splitlines()[-1])
    assert done.returncode == 2 and last["kind"] == "error" and "extra is not a key" in last["message"]


def test_sigterm_saves_a_checkpoint_and_exits_with_75(llama, data, tmp_path):
    value = spec(tmp_path / "out", llama, data, recipe={"epochs": 2000})
    process = subprocess.Popen(
        command(tmp_path, value), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment()
    )
    events = []
    for line in process.stdout:
        events.append(json.loads(line))
        if events[-1]["kind"] == "step" and events[-1]["step"] == 3:
            process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 75
    assert events[-1]["kind"] == "checkpoint" and events[-1]["step"] >= 3
    assert (tmp_path / "out" / "checkpoint" / "meta.json").exists()


def test_an_export_without_test_rows_is_reported_as_0_pairs(llama, tmp_path, finish):
    _, report = finish(llama, write_rows(tmp_path / "x.jsonl", rows(test=0)))
    own = report["evaluations"][0]
    nothing = {"pairs": 0, "accuracy": None, "ci95": None}
    assert {key: own[key] for key in nothing} == nothing and own["by_strength"] == []
    assert own["baseline"] == {"name": "bag_of_words", **nothing}
