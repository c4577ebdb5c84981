"""The client: what an ML engineer does with a Preferably service from Python."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import quote

from .download import download_file
from .errors import PreferablyError
from .http import Http
from .models import FeedPage, Project, Projects, Snapshot, SnapshotFile, Snapshots
from .rows import Rows
from .snapshots import FrozenSnapshot, read_snapshot


class Client:
    """Speaks to one service with one API key. Use it in a `with`, or call `close` at the end."""

    def __init__(self, url: str, api_key: str, timeout: float = 30):
        self._http = Http(url, api_key, timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connections."""
        self._http.close()

    def projects(self) -> list[Project]:
        """The projects that the key reads."""
        return Projects.model_validate_json(self._http.get("/v1/projects").content).projects

    def snapshots(self, project: Project | str) -> list[Snapshot]:
        """The snapshots of a project, newest first."""
        path = f"/v1/projects/{id_of(project)}/snapshots"
        return Snapshots.model_validate_json(self._http.get(path).content).snapshots

    def snapshot(self, snapshot: Snapshot | str) -> Snapshot:
        """A snapshot as it is now."""
        return read_snapshot(self._http, id_of(snapshot))

    def freeze(self, project: Project | str, name: str, **wishes: Any) -> FrozenSnapshot:
        """Freezes membership and split now: `freeze(project, "v1", testShare=0.1, formats=["trl"]).wait()`.

        `wishes` are the fields of freezeSnapshot in the OpenAPI document, in its spelling.
        """
        answer = self._http.post(f"/v1/projects/{id_of(project)}/snapshots", {"name": name, **wishes})
        return FrozenSnapshot(self._http, Snapshot.model_validate_json(answer.content))

    def download(self, snapshot: Snapshot | str, folder: Path | str, formats: list[str] | None = None) -> list[Path]:
        """Downloads the files of these formats (all of them without) and checks each against its sha256.

        What broke off goes on where it was, and what is there already is not sent again.
        """
        ready = self._ready(snapshot)
        known = {file.format for file in ready.files}
        if unknown := sorted(set(formats or []) - known):
            there = ", ".join(sorted(known))
            raise PreferablyError(f"{ready.name!r} has no files of {', '.join(unknown)}; it has {there}")
        wanted = [file for file in ready.files if formats is None or file.format in formats]
        return self._fetch(ready, wanted, folder)

    def load_dataset(
        self,
        snapshot: Snapshot | str,
        format: str = "canonical",
        split: Literal["train", "test"] | None = None,
        folder: Path | str | None = None,
    ) -> Rows:
        """The rows of one format, read from files that are downloaded first: iterate, or call `to_dataset()`.

        Without a folder they lie in the temporary folder of this machine, under the id of the snapshot.
        """
        ready = self._ready(snapshot)
        files = [file for file in ready.files if file.format == format and file.rows > 0]
        if split is not None:
            # The canonical file holds both; its rows say which they belong to.
            files = [file for file in files if file.split in (split, None)]
        if not files:
            of = f" for {split}" if split else ""
            raise PreferablyError(f"{ready.name!r} has no rows of the format {format}{of}")
        rows = Rows(self._fetch(ready, files, folder or Path(tempfile.gettempdir()) / "preferably" / ready.id))
        return rows if split is None or all(file.split for file in files) else rows.only(split)

    def feed(self, project: Project | str, after: str | None = None, page_size: int = 200) -> Iterator[FeedPage]:
        """Judgements in pages, until there is no more. Keep the last `next`, and begin there next time."""
        while True:
            params: dict[str, str | int] = {"limit": page_size, **({"after": after} if after else {})}
            answer = self._http.get(f"/v1/projects/{id_of(project)}/preferences", params)
            page = FeedPage.model_validate_json(answer.content)
            yield page
            if not page.more:
                return
            after = page.next

    def _ready(self, snapshot: Snapshot | str) -> Snapshot:
        now = self.snapshot(snapshot)
        if now.state != "ready":
            raise PreferablyError(f"{now.name!r} is {now.state}; its files are there once it is ready")
        return now

    def _fetch(self, snapshot: Snapshot, files: list[SnapshotFile], folder: Path | str) -> list[Path]:
        return [download_file(self._http, snapshot.id, file, Path(folder)) for file in files]


def id_of(thing: Project | Snapshot | str) -> str:
    """The id of what was named, safe in a path."""
    return quote(thing if isinstance(thing, str) else thing.id, safe="")
