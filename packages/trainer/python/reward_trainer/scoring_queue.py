"""Requests that arrive together are scored together, and no more wait than memory and patience allow."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from .score_rows import Asked

WAIT_SECONDS = 0.005  # for others to join: little beside the time of a forward pass
ROWS_AT_ONCE = 256  # of one call of the model, which cuts them into batches by their tokens
MOST_WAITING = 2048  # dialogs; at some kilobytes each


class QueueFullError(Exception):
    """So many dialogs wait already that another one would wait too long."""


class ScoringQueue:
    """Dialogs wait here for the one thread that computes.

    score: what that thread calls, Asked -> scores of the dialogs of each (score_rows.score_asked). limit: how many
    may wait at once.
    """

    def __init__(self, score: Callable[[Sequence[Asked]], list[tuple[float, ...]]], limit: int = MOST_WAITING):
        self.limit = limit
        self._score = score
        self._waiting: deque[tuple[Asked, asyncio.Future]] = deque()
        self._arrived = asyncio.Event()
        self._thread = ThreadPoolExecutor(1, "score")
        self._worker: asyncio.Task | None = None

    def start(self) -> None:
        """Begin to work, in the running event loop."""
        self._worker = asyncio.create_task(self._work())

    async def stop(self) -> None:
        """Stop after the batch that is being computed; who still waits is told by a cancellation."""
        self._worker.cancel()
        await asyncio.gather(self._worker, return_exceptions=True)
        for _, future in self._waiting:
            future.cancel()
        self._thread.shutdown()

    async def ask(self, asked: Sequence[Asked]) -> list[float]:
        """The score of each dialog. Raises QueueFullError, and passes on what the model raises."""
        if len(self._waiting) + len(asked) > self.limit:
            raise QueueFullError
        futures = [asyncio.get_running_loop().create_future() for _ in asked]
        self._waiting.extend(zip(asked, futures, strict=True))
        self._arrived.set()
        # All of them end before one error is raised, so that none is left that nobody reads.
        answers = await asyncio.gather(*futures, return_exceptions=True)
        for answer in answers:
            if isinstance(answer, BaseException):
                raise answer
        return answers

    async def _work(self) -> None:
        while True:
            await self._arrived.wait()
            if len(self._waiting) < ROWS_AT_ONCE:
                await asyncio.sleep(WAIT_SECONDS)
            batch = [self._waiting.popleft() for _ in range(min(ROWS_AT_ONCE, len(self._waiting)))]
            if not self._waiting:
                self._arrived.clear()
            batch = [(asked, future) for asked, future in batch if not future.done()]  # some may have gone away
            if batch:
                await self._answer(batch)

    async def _answer(self, batch: list[tuple[Asked, asyncio.Future]]) -> None:
        loop = asyncio.get_running_loop()
        try:
            scores = await loop.run_in_executor(self._thread, self._score, [asked for asked, _ in batch])
        except Exception as error:
            for _, future in batch:
                if not future.done():
                    future.set_exception(error)
            return
        for (_, future), (score,) in zip(batch, scores, strict=True):
            if not future.done():
                future.set_result(score)
