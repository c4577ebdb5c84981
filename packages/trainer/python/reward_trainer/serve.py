"""`serve`: a fitted model behind HTTP, with the endpoints that clients of vLLM know (vllm_api.py)."""

import asyncio
import hmac
import json
import math
import os
import sys
import time
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from . import vllm_api
from .errors import BadInputError
from .load_model import load_reward_model, longest_of
from .model import RewardModel
from .score_rows import score_asked
from .scoring_queue import MOST_WAITING, QueueFullError, ScoringQueue
from .stop import Stop

TOKEN = "REWARD_TRAINER_TOKEN"  # environment variable; where it is set, requests need `Authorization: Bearer <it>`
MOST_BYTES = 16 * 2**20  # of a body
PATIENCE = 30  # seconds that requests under way have when the server is asked to stop
ENDPOINTS = ("classify", "pooling", "score")


def serve(folder: str, host: str, port: int) -> None:
    """Serve the model in `folder` until SIGTERM or SIGINT; requests under way are still answered.

    Raises BadInputError when the folder is not a reward model's.
    """
    model = load_reward_model(folder)
    path = Path(folder).resolve()
    # A run's folder tells its model from others, `model` does not.
    name = path.parent.name if path.name == "model" else path.name
    # uvicorn stops by the same signals, and then raises them once more: that must not count as a crash.
    Stop().on_signals()
    config = uvicorn.Config(
        application(model, name, os.environ.get(TOKEN) or None),
        host=host,
        port=port,
        log_level="warning",
        timeout_graceful_shutdown=PATIENCE,
    )
    print(f"serving {name} at http://{host}:{port} with {', '.join(ENDPOINTS)}", file=sys.stderr, flush=True)
    uvicorn.Server(config).run()


def application(model: RewardModel, name: str, token: str | None = None, limit: int = MOST_WAITING) -> Starlette:
    """The server. name: of the model, in requests and answers; limit: dialogs that may wait."""
    queue = ScoringQueue(lambda asked: score_asked(model, asked, Stop()), limit)
    reader = ThreadPoolExecutor(1, "read")  # a tokenizer is not made for several threads
    label = model.network.config.id2label.get(0, "LABEL_0")
    started = int(time.time())

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        queue.start()
        yield
        await queue.stop()
        reader.shutdown()

    async def health(_request: HttpRequest) -> Response:
        return Response()

    async def models(request: HttpRequest) -> Response:
        _require_token(request, token)
        return JSONResponse(vllm_api.models(name, longest_of(model), started))

    def answering(endpoint: str):
        async def answer(request: HttpRequest) -> Response:
            _require_token(request, token)
            body = await _body(request)
            loop = asyncio.get_running_loop()
            wanted = await loop.run_in_executor(
                reader, lambda: vllm_api.read_request(_json(body), endpoint, name, model)
            )
            scores = await queue.ask(wanted.asked)
            if not all(map(math.isfinite, scores)):
                raise RefusedError("the model gives no finite score for this input", 500)
            return JSONResponse(vllm_api.response(endpoint, name, label, wanted, scores))

        return answer

    routes = [
        Route("/health", health),
        Route("/v1/models", models),
        Route("/v1/score", answering("score"), methods=["POST"]),
    ]
    routes += [Route(f"/{endpoint}", answering(endpoint), methods=["POST"]) for endpoint in ENDPOINTS]
    return Starlette(routes=routes, lifespan=lifespan, exception_handlers=ANSWERS)


class RefusedError(Exception):
    """A request that is not answered: the reason, the status and headers."""

    def __init__(self, message: str, status: int, headers: dict[str, str] | None = None):
        super().__init__(message)
        self.message, self.status, self.headers = message, status, headers


def _require_token(request: HttpRequest, token: str | None) -> None:
    """Raise RefusedError unless the request has the token, compared in constant time."""
    given = request.headers.get("authorization", "")
    if token is not None and not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        raise RefusedError("send the token as Authorization: Bearer", 401, {"WWW-Authenticate": "Bearer"})


async def _body(request: HttpRequest) -> bytes:
    """The body. Raises RefusedError as soon as it is known to be over MOST_BYTES."""
    body = bytearray()
    told = int(request.headers.get("content-length", "0"))
    async for part in request.stream():
        body += part
        if max(told, len(body)) > MOST_BYTES:
            raise RefusedError(f"the body is larger than {MOST_BYTES} bytes; send several requests", 413)
    return bytes(body)


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadInputError("the body is not JSON in UTF-8") from error


def _error(message: str, status: int, headers: dict[str, str] | None = None) -> Response:
    kinds = {401: "Unauthorized", 429: "TooManyRequestsError", 500: "InternalServerError"}
    return JSONResponse(vllm_api.error(message, kinds.get(status, "BadRequestError"), status), status, headers)


# Everything else is a 500 that uvicorn logs with its traceback.
ANSWERS = {
    RefusedError: lambda _request, error: _error(error.message, error.status, error.headers),
    BadInputError: lambda _request, error: _error(str(error), 400),
    QueueFullError: lambda _request, _cause: _error(
        "too many dialogs are waiting; try again", 429, {"Retry-After": "1"}
    ),
    HTTPException: lambda _request, error: _error(f"{error.detail}; POST to {', '.join(ENDPOINTS)}", error.status_code),
    Exception: lambda _request, _cause: _error("the model failed; the server's log says where", 500),
}
