import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch
from scipy.special import expit
from tiny import row
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from reward_trainer.distributed import World
from reward_trainer.errors import BadInputError
from reward_trainer.load_model import load_reward_model, longest_of, slope_of
from reward_trainer.model import make_reward_model
from reward_trainer.recipe import Recipe
from reward_trainer.score_file import WINDOW, scored
from reward_trainer.stop import Stop

HERE = Path(__file__).parent
PROMPT = [{"role": "user", "content": "please tell me how to bake bread"}]


@pytest.fixture(scope="module")
def folder(base_model, tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("fitted") / "model"
    model = make_reward_model(base_model, 0, Recipe(max_length=64), torch.device("cpu"), torch.float32)
    with torch.no_grad():  # random weights are small: without this all dialogs would score nearly alike
        for weight in model.network.base_model.parameters():
            weight.mul_(6 if weight.dim() > 1 else 1)
    model.save(path, World())
    return str(path)


def dialog(response: str, *before: str) -> dict:
    turns = [{"role": ("user", "assistant")[n % 2], "content": text} for n, text in enumerate(before)]
    return {"messages": [*(turns or PROMPT), {"role": "assistant", "content": response}]}


def results(model, rows, slope=None) -> list[dict]:
    return [each for window in scored(model, enumerate(rows, 1), slope, Stop()) for each in window]


def plain_score(folder: str, messages: list[dict]) -> float:
    network = AutoModelForSequenceClassification.from_pretrained(folder).eval()
    batch = AutoTokenizer.from_pretrained(folder).apply_chat_template(messages, return_dict=True, return_tensors="pt")
    with torch.no_grad():
        return network(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"]).logits.item()


def test_rows_are_scored_in_their_order_as_plain_transformers_scores_them(folder):
    texts = ["good kind", "rude " * 20, "clear answer the of", "vague"]
    rows = [dialog(text) | {"id": f"d{n}"} for n, text in enumerate(texts)]
    rows.insert(2, {"id": 7, "prompt": PROMPT, "chosen": texts[0], "rejected": texts[3]})
    found = results(load_reward_model(folder), rows)
    assert [each["id"] for each in found] == ["d0", "d1", 7, "d2", "d3"]
    assert found[2].keys() == {"id", "chosen", "rejected"}
    expected = [plain_score(folder, each["messages"]) for each in rows if "messages" in each]
    got = [each["score"] for each in found if "score" in each]
    assert got == pytest.approx(expected, abs=1e-5) and len({round(each, 4) for each in got}) == 4
    assert (found[2]["chosen"], found[2]["rejected"]) == pytest.approx((got[0], got[3]), abs=1e-5)


def test_a_score_does_not_depend_on_the_rows_around_it(folder):
    model = load_reward_model(folder)
    rows = [dialog("good " * (1 + n % 9), "tell me", f"bread {n}", "and how ?") for n in range(11)]
    rows += [row(n) for n in range(4)]
    together = results(model, rows)
    for one, other in zip(together, [results(model, [each])[0] for each in rows], strict=True):
        for key in ("score", "chosen", "rejected"):
            assert one.get(key) == pytest.approx(other.get(key), abs=1e-5)


def test_a_comparison_has_the_calibrated_probability_where_there_is_a_slope(folder):
    found = results(load_reward_model(folder), [row(3)], slope=2.5)[0]
    assert found["id"] == "p3" and found["probability"] == pytest.approx(
        expit(2.5 * (found["chosen"] - found["rejected"]))
    )


def test_a_comparison_that_nobody_judged_is_told_by_its_sides(folder):
    model = load_reward_model(folder)
    texts = {"response_a": "good kind clear", "response_b": "rude vague"}
    judged = {"id": "c", "prompt": PROMPT, **texts, "preferred": "b"}
    found, turned = results(model, [{"id": "c", "prompt": PROMPT, **texts}, judged], slope=2.0)
    assert found.keys() == {"id", "a", "b", "probability"} and found["id"] == "c"
    assert (found["a"], found["b"]) == pytest.approx((turned["rejected"], turned["chosen"]), abs=1e-5)
    assert found["probability"] == pytest.approx(expit(2.0 * (found["a"] - found["b"])))
    assert found["probability"] == pytest.approx(1 - turned["probability"], abs=1e-5)
    assert results(model, [{"prompt": PROMPT, **texts}])[0].keys() == {"line", "a", "b"}


BAD = {"role": "robot", "content": "x"}


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (None, "give {messages}"),
        ({}, "give {messages}"),
        ({"messages": "text"}, "must be a list"),
        ({"messages": []}, "must be a list"),
        ({"messages": PROMPT}, "the last turn must be the assistant's"),
        ({"messages": [*PROMPT, BAD, {"role": "assistant", "content": "x"}]}, "needs a role"),
        ({"messages": [*PROMPT, {"role": "assistant", "content": 3}]}, "needs a role"),
        ({"messages": [*PROMPT, {"role": "assistant", "content": " "}]}, "with text in it"),
        ({"messages": [*PROMPT, *PROMPT, {"role": "assistant", "content": "x"}]}, "must take turns"),
        ({"prompt": PROMPT, "response_a": "x", "response_b": "y", "preferred": "tie"}, "is a tie"),
        ({"prompt": PROMPT, "response_a": "x"}, "with text in it"),
        ({"prompt": PROMPT, "response_a": "x", "response_b": 7}, "give {messages}"),
        ({"prompt": "text", "response_a": "x", "response_b": "y"}, "give {messages}"),
        ({"prompt": [*PROMPT, *PROMPT], "response_a": "x", "response_b": "y"}, "must take turns"),
        ({"messages": [*PROMPT, {"role": "assistant", "content": "good " * 80}]}, "longer than the 64 tokens"),
    ],
)
def test_a_row_that_cannot_be_scored_says_why_and_stops_nothing(folder, bad, said):
    first, wrong, last = results(load_reward_model(folder), [dialog("good"), bad, dialog("good")])
    assert wrong["line"] == 2 and said in wrong["error"]
    assert first["score"] == pytest.approx(last["score"], abs=1e-6) and (first["line"], last["line"]) == (1, 3)


def test_a_dialog_that_is_too_long_loses_its_oldest_turns_and_says_so(folder):
    model = load_reward_model(folder)
    assert longest_of(model) == 64  # recipe.max_length, which the export carries
    long = dialog("good kind", "bread " * 60, "bake", "and how ?")
    found, short = results(model, [long, dialog("good kind", "and how ?")])
    assert found.pop("truncated") is True and "truncated" not in short
    assert found["score"] == pytest.approx(short["score"], abs=1e-5)


@pytest.mark.parametrize(
    ("break_it", "said"),
    [
        (lambda path: (path / "config.json").unlink(), "holds no config.json"),
        (lambda path: (path / "model.safetensors").unlink(), "could not be opened"),
        (lambda path: (path / "model.safetensors").write_text("no weights"), "could not be opened"),
        (lambda path: (path / "chat_template.jinja").unlink(), "no chat template"),
        (lambda path: edit(path / "config.json", id2label={"0": "a", "1": "b"}), "has 2 labels"),
    ],
)
def test_a_folder_that_is_no_reward_model_is_refused_with_the_reason(llama, tmp_path, break_it, said):
    path = tmp_path / "model"
    make_reward_model(llama, 0, Recipe(max_length=64), torch.device("cpu"), torch.float32).save(path, World())
    break_it(path)
    with pytest.raises(BadInputError, match=said):
        load_reward_model(str(path))


def edit(path: Path, **changes) -> None:
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def test_a_base_model_without_a_fitted_head_is_refused(llama, tmp_path):
    from transformers import LlamaForCausalLM  # noqa: PLC0415

    LlamaForCausalLM.from_pretrained(llama).save_pretrained(tmp_path)
    tokenizer = AutoTokenizer.from_pretrained(llama)
    tokenizer.chat_template = "x"
    tokenizer.save_pretrained(tmp_path)
    edit(tmp_path / "config.json", id2label={"0": "a"}, label2id={"a": 0})
    with pytest.raises(BadInputError, match=r"lacks the weights score\.weight"):
        load_reward_model(str(tmp_path))


def test_the_slope_is_found_in_the_folder_or_beside_it(tmp_path):
    model = tmp_path / "model"
    model.mkdir()
    assert slope_of(str(model)) is None
    (tmp_path / "calibration.json").write_text('{"slope": 1.5}')
    assert slope_of(str(model)) == 1.5
    (model / "calibration.json").write_text('{"slope": null}')
    assert slope_of(str(model)) is None
    (model / "calibration.json").write_text("{}")
    with pytest.raises(BadInputError, match="not a calibration"):
        slope_of(str(model))


def start(*words: str, **options) -> subprocess.Popen:
    environment = {**os.environ, "PYTHONPATH": f"{HERE.parent}:{os.environ.get('PYTHONPATH', '')}"}
    pipes = {name: subprocess.PIPE for name in ("stdin", "stdout", "stderr")}
    words = [sys.executable, "-m", "reward_trainer", *words]
    return subprocess.Popen(words, text=True, env=environment, **pipes, **options)


@pytest.mark.parametrize("base_model", ["llama"], indirect=True)  # a process each: one kind is enough
def test_the_command_reads_stdin_or_a_packed_file_and_writes_the_same(folder, tmp_path):
    rows = [row(0), dialog("good"), "broken"]
    text = "".join((each if isinstance(each, str) else json.dumps(each)) + "\n" for each in rows)
    out, err = start("score", "--model", folder).communicate(text)
    lines = [json.loads(line) for line in out.splitlines()]
    assert [sorted(line) for line in lines] == [["chosen", "id", "rejected"], ["line", "score"], ["error", "line"]]
    assert "2 rows scored, 1 could not be" in err
    with gzip.open(tmp_path / "rows.gz", "wt") as file:
        file.write(text)
    process = start("score", "--model", folder, "--in", f"{tmp_path}/rows.gz", "--out", f"{tmp_path}/out.jsonl")
    assert process.communicate()[0] == "" and process.returncode == 0
    assert (tmp_path / "out.jsonl").read_text() == out


@pytest.mark.parametrize("base_model", ["llama"], indirect=True)  # a process each: one kind is enough
def test_a_stopped_command_leaves_no_half_file_and_says_so_by_its_code(folder, tmp_path):
    process = start("score", "--model", folder, "--out", f"{tmp_path}/out.jsonl")
    many = (json.dumps(dialog("good")) + "\n") * WINDOW
    process.stdin.write(many)
    process.stdin.flush()
    while not (tmp_path / "out.jsonl.new").exists() or not (tmp_path / "out.jsonl.new").stat().st_size:
        assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    process.communicate(many)
    assert process.returncode == 75 and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("base_model", ["llama"], indirect=True)
def test_a_command_that_waits_for_its_input_stops_at_once(folder, tmp_path):
    process = start("score", "--model", folder, "--out", f"{tmp_path}/out.jsonl")
    while not (tmp_path / "out.jsonl.new").exists():  # from here on it reads
        assert process.poll() is None
    time.sleep(0.2)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 75 and list(tmp_path.iterdir()) == []
    process.stdin.close()


@pytest.mark.parametrize("base_model", ["llama"], indirect=True)
def test_a_dialog_that_the_template_does_not_take_costs_no_other_one(folder):
    model = load_reward_model(folder)
    model.tokenizer.chat_template = (
        "{% if messages[0].role == 'system' %}{{ raise_exception('no system turn') }}{% endif %}"
        "{% for message in messages %}{{ message.content }} {% endfor %}"
    )
    system = {"messages": [{"role": "system", "content": "be kind"}, *dialog("good")["messages"]]}
    (found,) = scored(model, enumerate([system, dialog("good")], 1), None, Stop())
    assert "does not take this dialog (no system turn)" in found[0]["error"] and "score" in found[1]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["score", "--model", "nowhere"], 2, "nowhere holds no config.json"),
        (["compare", "nowhere", "nowhere"], 2, "nowhere has no readable report.json"),
        (["validate", "--spec", "nowhere.json"], 2, "nowhere.json cannot be read"),
        (["no-such-command"], 2, "invalid choice"),
    ],
)
def test_a_command_that_cannot_be_done_says_so_and_exits_with_2(words, code, said):
    process = start(*words)
    out, err = process.communicate("")
    assert process.returncode == code and said in out + err
