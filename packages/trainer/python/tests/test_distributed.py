import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from tiny import spec

HERE = Path(__file__).parent


def start(folder: Path, processes: int, value: dict) -> subprocess.Popen:
    file = folder / f"run{processes}.json"
    file.write_text(json.dumps(value))
    launch = (
        ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", str(processes)] if processes > 1 else []
    )
    process = subprocess.Popen(
        [sys.executable, *launch, "-m", "reward_trainer", "--spec", str(file)],
        stdout=subprocess.PIPE,
        stderr=(folder / f"stderr{processes}.txt").open("w"),
        text=True,
        env={**os.environ, "PYTHONPATH": str(HERE.parent), "OMP_NUM_THREADS": "1"},
    )
    process.log = folder / f"stderr{processes}.txt"
    return process


def finish(process: subprocess.Popen) -> list[dict]:
    events = [json.loads(line) for line in process.stdout]
    assert process.wait(120) == 0, process.log.read_text()[-6000:]
    return events


@pytest.mark.parametrize("adapter", [None, {"kind": "lora", "rank": 2, "alpha": 4}], ids=["whole", "lora"])
def test_two_processes_fit_the_same_model_as_one(base_model, data, tmp_path, adapter):
    reports, weights = [], []
    for processes in (1, 2):
        folder = tmp_path / str(processes)
        # Those that shard also compute activations again, with weights that are gathered a second time.
        recipe = {"activation_checkpointing": processes > 1, "adapter": adapter}
        events = finish(start(tmp_path, processes, spec(folder, base_model, data, recipe=recipe)))
        assert next(event for event in events if event["kind"] == "model")["processes"] == processes
        assert [event["kind"] for event in events].count("report") == 1
        reports.append(json.loads((folder / "report.json").read_text()))
        weights.append(load_file(folder / "model" / "model.safetensors"))
    one, two = reports
    assert len(one["curve"]) == 6
    for alone, together in zip(one["curve"], two["curve"], strict=True):
        assert together["loss"] == pytest.approx(alone["loss"], abs=1e-5)
    for name, weight in weights[0].items():
        torch.testing.assert_close(weights[1][name], weight, rtol=1e-3, atol=1e-5)
    assert two["evaluations"][0]["accuracy"] == one["evaluations"][0]["accuracy"]
    assert two["evaluations"][0]["pairs"] == 9


@pytest.mark.parametrize("layers", [None, 1], ids=["whole", "top"])
def test_a_sharded_run_is_saved_when_it_is_stopped_and_goes_on(llama, data, tmp_path, layers):
    recipe = {"epochs": 8, "trained_layers": layers}
    whole = tmp_path / "whole"
    finish(start(tmp_path, 2, spec(whole, llama, data, recipe=recipe)))
    value = spec(tmp_path / "parts", llama, data, recipe=recipe)
    process = start(tmp_path, 2, value)
    for line in process.stdout:
        event = json.loads(line)
        if event["kind"] == "step" and event["step"] == 10:
            process.send_signal(signal.SIGTERM)
        last = event
    process.wait(60)
    assert last["kind"] == "checkpoint" and last["step"] >= 10
    names = sorted(file.name for file in (tmp_path / "parts" / "checkpoint").iterdir())
    assert names == [".metadata", "__0_0.distcp", "__1_0.distcp", "meta.json"]
    events = finish(start(tmp_path, 2, value))
    assert next(event for event in events if event["kind"] == "resumed")["step"] == last["step"]
    curves = [json.loads((folder / "report.json").read_text())["curve"] for folder in (whole, tmp_path / "parts")]
    assert curves[0] == curves[1]
