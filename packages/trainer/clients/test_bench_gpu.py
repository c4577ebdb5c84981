"""The benchmark on a GPU, with a small model on what is at hand: both sides do the same work."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def printed(*words: str) -> str:
    done = subprocess.run([sys.executable, *words], check=False, capture_output=True, text=True, cwd=HERE)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_both_sides_fit_the_same_pairs_and_only_ours_shares_what_they_have_in_common(tmp_path):
    data, folder = tmp_path / "pairs.jsonl", str(tmp_path / "made")
    rows = [
        {
            "prompt": [
                {"role": "user", "content": f"How do I mend a bicycle of type {n}? " + "It rattles. " * (n % 7)}
            ],
            "chosen": f"Turn it over and look at part {n}." + " Then tighten it." * (n % 5),
            "rejected": f"Buy another one than {n}." + " No idea." * (n % 3),
        }
        for n in range(128)
    ]
    data.write_text("".join(json.dumps(row) + "\n" for row in rows))
    printed("bench_trainer.py", "prepare", "--data", str(data), "--pairs", "128", "--folder", folder)
    ours, theirs = (
        json.loads(printed("bench_gpu.py", *what, "--folder", folder, "--shape", "small").splitlines()[-1])
        for what in (["ours"], ["trl", "--at-once", "32"])
    )
    assert ours["tokens"] == theirs["tokens"] > ours["places"]
    assert theirs["places"] > theirs["tokens"]
    assert ours["loss"] == pytest.approx(theirs["loss"], abs=0.01)
    for side in (ours, theirs):
        assert side["pairs_per_second"] > 0 and side["mfu"] > 0 and side["busy"] > 0
