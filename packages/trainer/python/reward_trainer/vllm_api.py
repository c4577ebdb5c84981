"""Requests and responses in the shapes of vLLM's pooling endpoints (vllm/entrypoints/pooling), for a reward model.

classify  {model?, input: text | [text] | token ids | [token ids], use_activation?, add_special_tokens?} or
          {model?, messages, use_activation?} -> data [{index, label, probs: [P], num_classes: 1}]
pooling   the same -> data [{index, object: "pooling", data: [score]}]
score     {model?, text_1, text_2, use_activation?}, the prompt and the response: one with one, one with many, or as
          many as there are -> data [{index, object: "score", score}]

As in vLLM a model with one label answers classify and score with sigmoid(score), and with the score itself where
use_activation is false; pooling answers with the score itself unless use_activation is true.
"""

import math
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .errors import BadInputError
from .load_model import longest_of
from .model import RewardModel
from .score_rows import Asked, ask_messages

COMMON = ("model", "user", "use_activation", "request_id", "priority", "truncate_prompt_tokens", "encoding_format")
MOST_DIALOGS = 512  # of one request


@dataclass(frozen=True)
class Request:
    """What a request asks for."""

    asked: list[Asked]
    activation: bool


def read_request(body: object, endpoint: str, name: str, model: RewardModel) -> Request:
    """A decoded body for an endpoint: classify, pooling or score. Raises BadInputError with what to send."""
    if not isinstance(body, dict):
        raise BadInputError("the body must be a JSON object")
    if body.get("model") not in (None, name):
        raise BadInputError(f"the model {body['model']} is not served; use {name} or leave it out")
    if body.get("truncate_prompt_tokens") is not None:
        raise BadInputError("truncate_prompt_tokens is not served; send messages, whose oldest turns are left out")
    if body.get("encoding_format") not in (None, "float"):
        raise BadInputError("encoding_format must be float; scores are numbers")
    activation = body.get("use_activation")
    if activation is None:
        activation = endpoint != "pooling"
    if not isinstance(activation, bool):
        raise BadInputError("use_activation must be true or false")
    read, keys = _READERS[endpoint if endpoint == "score" else "messages" if "messages" in body else "input"]
    unknown = sorted(set(body) - set(COMMON) - set(keys))
    if unknown:  # one that were passed over might have been meant to change the score
        raise BadInputError(f"{unknown[0]} is not served; use {', '.join(keys)}")
    return Request(read(body, model), activation)


def _messages(body: dict, model: RewardModel) -> list[Asked]:
    return [ask_messages(body["messages"], model)]


def _input(body: dict, model: RewardModel) -> list[Asked]:
    value, marks = body.get("input"), body.get("add_special_tokens", True)
    if not isinstance(marks, bool):
        raise BadInputError("add_special_tokens must be true or false")
    texts = [value] if isinstance(value, str) or _is_ids(value) else value
    _require_some(texts, "input must be a text, token ids, or a list of either; or send messages")
    longest, size = longest_of(model), model.network.config.vocab_size
    asked = []
    for text in texts:
        if not (isinstance(text, str) or _is_ids(text)):
            raise BadInputError("input must be a text, token ids, or a list of either; or send messages")
        ids = model.tokenizer.encode(text, add_special_tokens=marks) if isinstance(text, str) else text
        if not 0 < len(ids) <= longest:
            raise BadInputError(
                f"an input has {len(ids)} tokens; send 1 to {longest}, or messages to have it shortened"
            )
        if not all(0 <= token < size for token in ids):
            raise BadInputError(f"token ids must be between 0 and {size - 1}")
        asked.append(Asked((ids,)))
    return asked


def _is_ids(value: object) -> bool:
    return isinstance(value, list) and len(value) > 0 and all(type(token) is int for token in value)


def _texts(body: dict, model: RewardModel) -> list[Asked]:
    prompts, responses = ([value] if isinstance(value, str) else value for value in map(body.get, ("text_1", "text_2")))
    for texts in (prompts, responses):
        _require_some(texts, "text_1 (prompts) and text_2 (responses) must be texts or lists of texts")
    if len(prompts) == 1:
        prompts = prompts * len(responses)
    if len(prompts) != len(responses):
        raise BadInputError("text_1 must be one prompt, or as many as text_2 has responses")
    return [
        ask_messages([{"role": "user", "content": prompt}, {"role": "assistant", "content": response}], model)
        for prompt, response in zip(prompts, responses, strict=True)
    ]


def _require_some(texts: object, message: str) -> None:
    if not isinstance(texts, list) or not texts:
        raise BadInputError(message)
    if len(texts) > MOST_DIALOGS:
        raise BadInputError(f"a request has at most {MOST_DIALOGS} dialogs, this one has {len(texts)}; send several")


_READERS: dict[str, tuple[Callable[[dict, RewardModel], list[Asked]], tuple[str, ...]]] = {
    "messages": (_messages, ("messages",)),
    "input": (_input, ("input", "add_special_tokens")),
    "score": (_texts, ("text_1", "text_2")),
}


def response(endpoint: str, name: str, label: str, request: Request, scores: Sequence[float]) -> dict:
    """The body of an answer. `label` is the model's name for its one label."""
    shapes = {
        "classify": lambda value: {"label": label, "probs": [value], "num_classes": 1},
        "pooling": lambda value: {"object": "pooling", "data": [value]},
        "score": lambda value: {"object": "score", "score": value},
    }
    tokens = sum(len(ids) for item in request.asked for ids in item.dialogs)
    values = [_sigmoid(score) if request.activation else score for score in scores]
    return {
        "id": f"{endpoint}-{uuid.uuid4().hex}",
        "object": "list",
        "created": int(time.time()),
        "model": name,
        "data": [
            {"index": index} | shapes[endpoint](value) | ({"truncated": True} if item.truncated else {})
            for index, (value, item) in enumerate(zip(values, request.asked, strict=True))
        ],
        "usage": {
            "prompt_tokens": tokens,
            "total_tokens": tokens,
            "completion_tokens": 0,
            "prompt_tokens_details": None,
        },
    }


def _sigmoid(score: float) -> float:
    return 1 / (1 + math.exp(-score)) if score >= 0 else math.exp(score) / (1 + math.exp(score))


def models(name: str, longest: int, started: int) -> dict:
    """The body of /v1/models."""
    card = {"id": name, "object": "model", "created": started, "owned_by": "preferably", "root": name, "parent": None}
    return {"object": "list", "data": [card | {"max_model_len": longest}]}


def error(message: str, kind: str, code: int) -> dict:
    """The body of an error."""
    return {"error": {"message": message, "type": kind, "param": None, "code": code}}
