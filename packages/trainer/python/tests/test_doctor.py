import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from reward_trainer import doctor
from reward_trainer import doctor_checks as checks
from reward_trainer.batch import lay_out
from reward_trainer.doctor_speed import measure, words
from reward_trainer.flex import flex_difference, made_pairs, use_flex
from reward_trainer.random_model import SMALL, random_model

HERE = Path(__file__).parent
CPU = torch.device("cpu")


def small():
    return random_model(SMALL, CPU, torch.float32)


@pytest.fixture
def uncompiled():
    torch.compiler.set_stance("force_eager")
    yield
    torch.compiler.set_stance("default")


@pytest.mark.usefixtures("uncompiled")
def test_flex_attention_gives_the_scores_of_the_plain_path_and_leaves_the_model_as_it_was():
    model = small()
    pairs = made_pairs(model, 2, 30)

    def scores():
        with torch.no_grad():
            return torch.stack(model.score(model.collate(lay_out(pairs, range(2), "dialogs"))))

    before = scores()
    assert before.std() > 0.1
    assert flex_difference(model) < 1e-5
    assert torch.equal(scores(), before) and model.network.config._attn_implementation == "sdpa"


@pytest.mark.usefixtures("uncompiled")
def test_a_wrong_rule_of_flex_attention_is_seen(monkeypatch):
    monkeypatch.setattr("reward_trainer.attention.flex_rule", lambda until: lambda row, head, q, k: q >= k)
    assert flex_difference(small()) > 1e-3


def test_on_the_cpu_nothing_switches_to_flex_attention(capsys):
    model = small()
    use_flex(model)
    assert not model.flex and capsys.readouterr().err == ""


def test_a_gpu_switches_to_flex_attention_only_where_its_scores_agree(capsys, monkeypatch):
    def on_gpu(found):
        def difference(model, gradients):
            if isinstance(found, Exception):
                raise found
            return found

        monkeypatch.setattr("reward_trainer.flex.flex_difference", difference)
        model = dataclasses.replace(small(), device=torch.device("cuda"))
        use_flex(model, training=True)
        return model, capsys.readouterr().err

    model, told = on_gpu(1e-6)
    assert model.flex and model.network.config._attn_implementation == "flex_attention" and told == ""
    for found, said in [
        (0.2, "scores or gradients differ by 0.2"),
        (float("nan"), "nan"),
        (RuntimeError("no kernel"), "no kernel"),
    ]:
        model, told = on_gpu(found)
        assert not model.flex and model.network.config._attn_implementation == "sdpa"
        assert "FlexAttention is not used" in told and said in told


def test_speed_counts_the_floating_point_work_of_a_step():
    found = measure(SMALL, CPU, torch.float32, pairs=2, steps=1)
    assert found["pairs_per_second"] > 0 and found["peak_bytes"] is None and not found["flex"]
    # 6 operations a parameter of the layers and a token that is computed: about 760 of each pair's 1,024.
    layers = found["parameters"] - 32000 * 64
    counted = found["flops_per_second"] / found["pairs_per_second"]
    attention = 3 * 2 * 2 * 2 * 64 * 800**2  # forward and twice backward, two products, two layers
    assert 6 * layers * 700 < counted < 6 * layers * 850 + 1.5 * attention
    assert "pairs/s" in words(found)


def test_a_check_that_fails_says_what_to_do_and_stops_no_other(monkeypatch, capsys):
    def broken(_machine):
        raise RuntimeError("it broke\nat line 3")

    for name in ("arithmetic", "gloo", "peft", "shared"):
        monkeypatch.setattr(checks, name, lambda machine: "fine")
    monkeypatch.setattr(checks, "bfloat16", broken)
    assert doctor.main_doctor("no-such-folder/model") == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 12
    assert any(line.startswith("bfloat16") and 'it broke; set recipe.dtype to "float32"' in line for line in lines)
    assert "failed" in lines[-1] and "could not be loaded" in lines[-1]


def test_two_processes_that_do_not_meet_are_told(monkeypatch):
    monkeypatch.setattr(checks, "_meet", wrong)
    with pytest.raises(Exception, match="alone"):
        checks.gloo(checks.Machine(CPU, torch.float32))


def wrong(*_):
    raise RuntimeError("alone")


@pytest.mark.skipif(torch.cuda.is_available(), reason="says what a machine without a GPU shows")
def test_on_a_cpu_the_command_checks_what_it_can_and_says_why_the_rest_is_skipped(llama):
    done = subprocess.run(
        [sys.executable, "-m", "reward_trainer", "doctor", "--base-model", llama],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{HERE.parent}:{os.environ.get('PYTHONPATH', '')}", "OMP_NUM_THREADS": "1"},
    )
    assert done.returncode == 0, done.stdout
    lines = done.stdout.splitlines()

    def line(name: str) -> str:
        return next(each for each in lines if each.startswith(name))

    for name in ("torch", "device", "memory", "shared beginnings", "peft", "two processes, gloo", "base model"):
        assert "  ok  " in line(name)
    for name in ("FlexAttention", "bitsandbytes", "two processes, nccl", "speed"):
        assert "  skipped  " in line(name)
    assert "shared beginnings are computed once" in line("base model")
