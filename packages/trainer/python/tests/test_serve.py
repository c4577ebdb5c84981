import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest
import torch
from starlette.testclient import TestClient
from transformers import AutoModelForSequenceClassification

from reward_trainer import serve
from reward_trainer.distributed import World
from reward_trainer.load_model import load_reward_model
from reward_trainer.model import make_reward_model
from reward_trainer.recipe import Recipe
from reward_trainer.score_rows import Asked, score_asked
from reward_trainer.scoring_queue import QueueFullError, ScoringQueue
from reward_trainer.stop import Stop

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def folder(llama, tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("fitted") / "model"
    model = make_reward_model(llama, 0, Recipe(max_length=64), torch.device("cpu"), torch.float32)
    with torch.no_grad():
        for weight in model.network.base_model.parameters():
            weight.mul_(6 if weight.dim() > 1 else 1)
    model.save(path, World())
    return str(path)


@pytest.fixture(scope="module")
def model(folder):
    return load_reward_model(folder)


@pytest.fixture(scope="module")
def client(model):
    with TestClient(serve.application(model, "helpful"), raise_server_exceptions=False) as client:
        yield client


def dialog(*texts: str) -> list[dict]:
    return [{"role": ("user", "assistant")[n % 2], "content": text} for n, text in enumerate(texts)]


def rendered(model, messages: list[dict]) -> list[int]:
    return model.tokenizer.apply_chat_template(messages, tokenize=True, return_dict=False)


def test_classify_and_pooling_answer_in_the_shapes_of_vllm(client, model, folder):
    messages = dialog("please tell me", "good kind")
    ids = rendered(model, messages)
    network = AutoModelForSequenceClassification.from_pretrained(folder).eval()
    with torch.no_grad():
        expected = network(input_ids=torch.tensor([ids])).logits.item()
    body = client.post("/classify", json={"model": "helpful", "messages": messages}).json()
    assert body["data"] == [
        {
            "index": 0,
            "label": "LABEL_0",
            "probs": [pytest.approx(1 / (1 + 2.718281828459045**-expected), abs=1e-5)],
            "num_classes": 1,
        }
    ]
    assert body.keys() == {"id", "object", "created", "model", "data", "usage"}
    assert (body["object"], body["model"], body["usage"]["prompt_tokens"]) == ("list", "helpful", len(ids))
    raw = client.post("/classify", json={"input": [ids, ids[:5]], "use_activation": False}).json()
    assert raw["data"][0]["probs"] == [pytest.approx(expected, abs=1e-5)] and raw["data"][1]["index"] == 1
    pooled = client.post("/pooling", json={"messages": messages}).json()["data"][0]
    assert pooled == {"index": 0, "object": "pooling", "data": [pytest.approx(expected, abs=1e-5)]}
    text = model.tokenizer.decode(ids)
    again = client.post("/pooling", json={"input": text, "add_special_tokens": False}).json()["data"][0]
    assert again["data"] == [pytest.approx(expected, abs=1e-5)]


def test_score_takes_a_prompt_with_one_response_or_many(client):
    one = client.post("/score", json={"text_1": "bake", "text_2": "good", "use_activation": False}).json()["data"][0]
    alone = client.post("/pooling", json={"messages": dialog("bake", "good")}).json()["data"][0]
    assert one == {"index": 0, "object": "score", "score": pytest.approx(alone["data"][0], abs=1e-5)}
    many = client.post("/v1/score", json={"text_1": ["bake"], "text_2": ["rude", "good"], "use_activation": False})
    assert many.json()["data"][1]["score"] == pytest.approx(one["score"], abs=1e-5)


def test_a_score_is_the_same_alone_and_among_others_that_arrive_together(client):
    bodies = [{"messages": dialog("please tell me", "good " * (1 + n % 9) + f"bread {n}")} for n in range(24)]

    def score(body: dict) -> float:
        return client.post("/pooling", json=body).json()["data"][0]["data"][0]

    alone = [score(body) for body in bodies]
    with ThreadPoolExecutor(24) as threads:
        together = list(threads.map(score, bodies))
    assert together == pytest.approx(alone, abs=1e-5) and max(alone) - min(alone) > 0.01


def test_a_dialog_that_is_too_long_loses_its_oldest_turns_and_says_so(client):
    long = client.post("/pooling", json={"messages": dialog("bread " * 60, "bake", "and how ?", "good")}).json()
    short = client.post("/pooling", json={"messages": dialog("and how ?", "good")}).json()
    assert long["data"][0].pop("truncated") is True
    assert long["data"][0]["data"] == pytest.approx(short["data"][0]["data"], abs=1e-5)


@pytest.mark.parametrize(
    ("endpoint", "body", "said"),
    [
        ("classify", "text", "must be a JSON object"),
        ("classify", {}, "input must be"),
        ("classify", {"input": []}, "input must be"),
        ("classify", {"input": ["x", 3]}, "input must be"),
        ("classify", {"input": "bread " * 80}, "send 1 to 64"),
        ("classify", {"input": [5, 10**6]}, "token ids must be"),
        ("classify", {"input": "x", "model": "other"}, "other is not served; use helpful"),
        ("classify", {"input": "x", "use_activation": "no"}, "true or false"),
        ("classify", {"input": "x", "truncate_prompt_tokens": 3}, "truncate_prompt_tokens is not served"),
        ("pooling", {"input": "x", "encoding_format": "base64"}, "encoding_format must be float"),
        ("classify", {"input": "x", "softmax": False}, "softmax is not served"),
        ("pooling", {"messages": [{"role": "user", "content": "x"}]}, "must be the assistant's"),
        ("score", {"text_1": ["a", "b"], "text_2": ["a", "b", "c"]}, "one prompt, or as many"),
        ("score", {"text_1": "a", "text_2": ["b"] * 600}, "at most 512 dialogs"),
        ("score", {"text_1": "a"}, "must be texts"),
    ],
)
def test_a_wrong_request_is_a_400_that_says_what_to_send(client, endpoint, body, said):
    answer = client.post(f"/{endpoint}", json=body)
    assert answer.status_code == 400 and said in answer.json()["error"]["message"]
    assert answer.json()["error"].keys() == {"message", "type", "param", "code"}


def test_what_is_no_json_too_large_or_not_there_is_refused(client, monkeypatch):
    monkeypatch.setattr(serve, "MOST_BYTES", 100)
    answers = [
        client.post("/classify", content=b"\xff{"),
        client.post("/classify", content=b" " * 101),
        client.post("/classify", content=iter([b" " * 60] * 2)),  # without a Content-Length
        client.get("/classify"),
        client.post("/generate"),
    ]
    assert [answer.status_code for answer in answers] == [400, 413, 413, 405, 404]
    assert all(answer.json()["error"]["message"] for answer in answers)


def test_a_token_is_asked_for_everywhere_but_at_health(model):
    with TestClient(serve.application(model, "helpful", "sesame")) as client:
        right, wrong = ({"Authorization": b"Bearer " + token} for token in (b"sesame", "sesamé".encode()))
        assert client.get("/health").status_code == 200
        for headers, status in [({}, 401), (wrong, 401), (right, 200)]:
            assert client.get("/v1/models", headers=headers).status_code == status
            assert client.post("/pooling", json={"input": "good"}, headers=headers).status_code == status
        card = client.get("/v1/models", headers=right).json()["data"][0]
        assert (card["id"], card["object"], card["max_model_len"]) == ("helpful", "model", 64)


def test_a_model_that_fails_is_a_500_without_its_insides_and_the_next_request_is_served(model, monkeypatch):
    def broken(*_):
        if failing:
            raise RuntimeError("secret path")
        return [(float("nan"),)]

    monkeypatch.setattr(serve, "score_asked", broken)
    failing = True
    with TestClient(serve.application(model, "helpful"), raise_server_exceptions=False) as client:
        answer = client.post("/pooling", json={"input": "good"})
        assert answer.status_code == 500 and "secret" not in answer.text
        failing = False
        answer = client.post("/pooling", json={"input": "good"})
        assert answer.status_code == 500 and "no finite score" in answer.json()["error"]["message"]


def test_the_queue_joins_what_waits_and_refuses_what_is_too_much():
    batches, go = [], threading.Event()

    def score(asked):
        go.wait(10)
        batches.append(len(asked))
        return [(float(item.dialogs[0][0]),) for item in asked]

    async def scenario():
        queue = ScoringQueue(score, limit=5)
        queue.start()
        first = asyncio.create_task(queue.ask([Asked(([1],))]))
        while queue._waiting or not first:
            await asyncio.sleep(0.001)
        await asyncio.sleep(0.02)  # the first batch has left for its thread
        others = [asyncio.create_task(queue.ask([Asked(([n],)), Asked(([n + 10],))])) for n in (2, 3)]
        await asyncio.sleep(0)
        with pytest.raises(QueueFullError):
            await queue.ask([Asked(([9],))] * 2)
        others[0].cancel()
        go.set()
        assert await first == [1.0] and await others[1] == [3.0, 13.0]
        await queue.stop()

    asyncio.run(scenario())
    assert batches == [1, 2]


def test_over_http_the_server_answers_what_is_under_way_when_it_is_stopped(folder, model):
    environment = {**os.environ, "PYTHONPATH": f"{HERE.parent}:{os.environ.get('PYTHONPATH', '')}"}
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "reward_trainer", "serve", "--model", folder, "--port", str(port)],
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    for line in process.stderr:
        if line.startswith("serving "):
            break
    client = httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=30)
    while True:
        try:
            assert client.get("/health").status_code == 200
            break
        except httpx2.ConnectError:
            assert process.poll() is None
    messages = dialog("please tell me", "good kind")
    expected = score_asked(model, [Asked((rendered(model, messages),))], Stop())[0][0]
    answer = client.post("/pooling", json={"messages": messages})
    assert answer.json()["data"][0]["data"] == [pytest.approx(expected, abs=1e-5)]

    def parts():
        body = json.dumps({"messages": messages}).encode()
        yield body[:5]
        process.send_signal(signal.SIGTERM)  # between the two halves of a request
        yield body[5:]

    assert client.post("/pooling", content=parts()).status_code == 200
    assert process.wait(30) == 0


def free_port() -> int:
    import socket  # noqa: PLC0415

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
