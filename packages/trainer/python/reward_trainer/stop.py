"""Turns SIGTERM and SIGINT into a flag that is read between micro-batches."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from .errors import InterruptedRunError


class Stop:
    """Set by a signal; `check` raises at a place where nothing is half done."""

    def __init__(self):
        self.requested = False
        self._waiting = False

    def on_signals(self) -> "Stop":
        """Listen to SIGTERM and SIGINT."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.request)
        return self

    def request(self, *_signal) -> None:
        """Ask the run to stop at the next safe place."""
        self.requested = True
        if self._waiting:
            raise InterruptedRunError

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """While something is waited for that may never come, a signal raises InterruptedRunError at once."""
        self.check()
        self._waiting = True
        try:
            yield
        finally:
            self._waiting = False

    def check(self) -> None:
        """Raise InterruptedRunError when a stop was asked for."""
        if self.requested:
            raise InterruptedRunError
