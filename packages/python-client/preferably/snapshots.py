"""A snapshot that was asked for, until its files are there."""

import time
from collections.abc import Callable

from .errors import PreferablyError, SnapshotFailedError
from .http import Http
from .models import Snapshot

PAUSE = 0.5


class FrozenSnapshot:
    """Its membership is fixed already; `wait` returns once its files are written."""

    def __init__(self, http: Http, snapshot: Snapshot):
        self._http = http
        self.snapshot = snapshot
        self.id = snapshot.id

    def wait(self, progress: Callable[[Snapshot], None] | None = None, timeout: float = 3600) -> Snapshot:
        """Asks twice a second, and tells `progress` each answer."""
        until = time.monotonic() + timeout
        while True:
            self.snapshot = read_snapshot(self._http, self.id)
            if progress:
                progress(self.snapshot)
            if self.snapshot.state == "ready":
                return self.snapshot
            if self.snapshot.state == "failed":
                raise SnapshotFailedError(
                    f"the files of {self.snapshot.name!r} could not be written: {self.snapshot.error}; freeze it anew"
                )
            if time.monotonic() >= until:
                raise PreferablyError(
                    f"{self.snapshot.name!r} is still building after {timeout:g} seconds; wait again with more time"
                )
            time.sleep(PAUSE)


def read_snapshot(http: Http, snapshot_id: str) -> Snapshot:
    """A snapshot with its counts and files."""
    return Snapshot.model_validate_json(http.get(f"/v1/snapshots/{snapshot_id}").content)
