"""The only writer of stdout: one JSON object a line, everything else goes to stderr."""

import json
import os
import sys
from typing import TextIO


class Events:
    """Emits the run's events.

    stdout belongs to the worker that reads it, yet libraries print there as well. So the real stdout is
    kept here and file descriptor 1 is pointed at stderr for the rest of the process.
    """

    def __init__(self, stream: TextIO):
        self.stream = stream

    @classmethod
    def on_stdout(cls) -> "Events":
        """Take stdout for events and send every other print to stderr."""
        sys.stdout.flush()
        stream = os.fdopen(os.dup(1), "w", encoding="utf-8")
        os.dup2(2, 1)
        return cls(stream)

    @classmethod
    def silent(cls) -> "Events":
        """For a process that another one speaks for."""
        sys.stdout.flush()
        os.dup2(2, 1)
        return cls(open(os.devnull, "w", encoding="utf-8"))

    def emit(self, kind: str, **fields) -> None:
        """Write one event and flush it. NaN is refused (ValueError): it is not JSON."""
        self.stream.write(json.dumps({"kind": kind, **fields}, allow_nan=False, ensure_ascii=False) + "\n")
        self.stream.flush()
