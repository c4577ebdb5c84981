"""One request to the service, tried again within bounds where that is harmless."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from .errors import UnreachableError, error_of

ATTEMPTS = 5
FIRST_PAUSE = 0.25
LONGEST_PAUSE = 30.0
# Whoever is asked too often, or is just being started anew, answers so.
TRANSIENT = frozenset({429, 502, 503, 504})


class Http:
    """Sends requests with the key. Reads are tried again; what changes something is sent once."""

    def __init__(self, url: str, api_key: str, timeout: float):
        self._client = httpx.Client(
            base_url=url.rstrip("/"),
            headers={"x-api-key": api_key, "user-agent": "preferably-python/0.1.0"},
            timeout=timeout,
        )

    def close(self) -> None:
        """Ends the connections."""
        self._client.close()

    def get(self, path: str, params: dict[str, str | int] | None = None) -> httpx.Response:
        """Reads, in up to five attempts."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                response = self._client.get(path, params=params)
            except httpx.TransportError as error:
                if attempt == ATTEMPTS:
                    raise self._unreachable(path) from error
                pause(attempt)
                continue
            if response.status_code in TRANSIENT and attempt < ATTEMPTS:
                pause(attempt, response)
                continue
            return checked(response)
        raise AssertionError("the last attempt returns or raises")

    def post(self, path: str, body: dict[str, object]) -> httpx.Response:
        """Changes something, in one attempt: whether a lost answer was a yes, only whoever asked can find out."""
        try:
            return checked(self._client.post(path, json=body))
        except httpx.TransportError as error:
            raise self._unreachable(path) from error

    @contextmanager
    def stream(self, path: str, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """Opens a download. Breaks are for the caller, who knows how far it came."""
        with self._client.stream("GET", path, headers=headers) as response:
            if response.is_error:
                response.read()
            yield response

    def _unreachable(self, path: str) -> UnreachableError:
        return UnreachableError(
            f"no answer from {self._client.base_url} ({path}); check the address and that the service runs"
        )


def checked(response: httpx.Response) -> httpx.Response:
    """The answer if it is a good one, else its error."""
    if response.is_error:
        raise error_of(response)
    return response


def pause(attempt: int, response: httpx.Response | None = None) -> None:
    """Waits longer each time, or for as long as the service says."""
    said = response.headers.get("retry-after", "") if response is not None else ""
    seconds = float(said) if said.isdigit() else FIRST_PAUSE * 2 ** (attempt - 1)
    time.sleep(min(seconds, LONGEST_PAUSE))
