import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from breaking_proxy import BreakingProxy

from preferably import (
    Client,
    DamagedFileError,
    InvalidRequestError,
    NotFoundError,
    PreferablyError,
    RefusedError,
    UnauthenticatedError,
    UnreachableError,
)
from preferably import http as http_module
from preferably.download import place_of

Service = dict[str, Any]


def test_the_projects_that_the_key_reads_and_their_snapshots(service: Service, client: Client) -> None:
    project = next(p for p in client.projects() if p.id == service["held"]["projectId"])
    assert (project.dimension, project.role) == ("helpfulness", "engineer")
    held = next(s for s in client.snapshots(project) if s.id == service["held"]["snapshotId"])
    assert held.state == "ready"
    assert held.counts.rows == held.counts.train + held.counts.test > 0
    assert client.snapshot(held).files == held.files


def test_a_snapshot_is_frozen_waited_for_downloaded_and_read(service: Service, client: Client, tmp_path: Path) -> None:
    told: list[str] = []
    frozen = client.freeze(service["held"]["projectId"], "from Python", testShare=0.2, formats=["trl"])
    ready = frozen.wait(lambda snapshot: told.append(snapshot.state))
    assert told[-1] == "ready"
    paths = client.download(ready, tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == [file.name for file in ready.files]
    for path, file in zip(paths, ready.files, strict=True):
        assert path.stat().st_size == file.bytes
        assert hashlib.sha256(path.read_bytes()).hexdigest() == file.sha256
    train = client.load_dataset(ready, "trl", split="train", folder=tmp_path)
    assert len(list(train)) == len(list(train)) == ready.counts.train
    assert {"prompt", "chosen", "rejected", "margin"} <= next(iter(train)).keys()
    assert sum(1 for _ in client.load_dataset(ready, split="test", folder=tmp_path)) == ready.counts.test
    assert not list(tmp_path.rglob("*.part"))


def test_only_the_formats_that_were_asked_for(service: Service, client: Client, tmp_path: Path) -> None:
    paths = client.download(service["held"]["snapshotId"], tmp_path, formats=["trl"])
    assert {path.name.split("-")[0] for path in paths} == {"trl"}
    with pytest.raises(PreferablyError, match=r"no files of nonsense; it has .*trl"):
        client.download(service["held"]["snapshotId"], tmp_path, formats=["nonsense"])


def test_a_download_that_breaks_off_goes_on_where_it_was(service: Service, tmp_path: Path) -> None:
    file = next(f for f in service["files"] if f["name"] == "canonical.jsonl")
    assert file["bytes"] > 80_000
    proxy = BreakingProxy(service["url"], [1 << 30, 80_000])
    try:
        with Client(proxy.url, service["engineerKey"]) as client:
            [path] = client.download(service["held"]["snapshotId"], tmp_path, formats=["canonical"])
    finally:
        proxy.close()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == file["sha256"]
    ranges = [line for request in proxy.requests for line in request.lower().splitlines() if line.startswith(b"range:")]
    assert ranges == [b"range: bytes=65536-"]


def test_retries_end(service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_module, "FIRST_PAUSE", 0)
    proxy = BreakingProxy(service["url"], [1 << 30, *[10] * 50])
    try:
        with Client(proxy.url, service["engineerKey"]) as client, pytest.raises(UnreachableError, match="it goes on"):
            client.download(service["held"]["snapshotId"], tmp_path, formats=["canonical"])
    finally:
        proxy.close()
    assert len(proxy.requests) == 1 + http_module.ATTEMPTS
    with Client("http://127.0.0.1:9", "none") as nobody, pytest.raises(UnreachableError, match="check the address"):
        nobody.projects()


def test_what_is_there_is_not_sent_again_and_what_is_damaged_is(
    service: Service, client: Client, tmp_path: Path
) -> None:
    proxy = BreakingProxy(service["url"], [])
    try:
        with Client(proxy.url, service["engineerKey"]) as through:
            [first, *_] = through.download(service["held"]["snapshotId"], tmp_path, formats=["canonical"])
            first.write_bytes(first.read_bytes().replace(b"Question", b"Quastion"))
            through.download(service["held"]["snapshotId"], tmp_path, formats=["canonical"])
            through.download(service["held"]["snapshotId"], tmp_path, formats=["canonical"])
    finally:
        proxy.close()
    assert b"Quastion" not in first.read_bytes()
    assert sum(b"/files/" in request for request in proxy.requests) == 2


def test_half_a_file_with_wrong_bytes_never_gets_the_name(service: Service, client: Client, tmp_path: Path) -> None:
    file = next(f for f in service["files"] if f["name"] == "canonical.jsonl")
    part = tmp_path / f"canonical.jsonl.{file['sha256'][:16]}.part"
    part.write_bytes(b"x" * 1000)
    with pytest.raises(DamagedFileError, match="download it again"):
        client.download(service["held"]["snapshotId"], tmp_path, formats=["canonical"])
    assert list(tmp_path.iterdir()) == []
    assert client.download(service["held"]["snapshotId"], tmp_path, formats=["canonical"])


@pytest.mark.parametrize("name", ["../up.jsonl", "/etc/passwd", "data/../../up", "a\\b", ""])
def test_no_file_leaves_its_folder(name: str, tmp_path: Path) -> None:
    with pytest.raises(DamagedFileError):
        place_of(name, tmp_path)


def test_errors_say_what_to_do(service: Service, client: Client) -> None:
    with (
        Client(service["url"], "pref_nonsense") as stranger,
        pytest.raises(UnauthenticatedError, match="API keys") as no,
    ):
        stranger.projects()
    assert (no.value.status, no.value.code) == (401, "unauthenticated")
    with pytest.raises(NotFoundError, match="whether the key was made for this project"):
        client.snapshot("00000000-0000-4000-8000-000000000000")
    with pytest.raises(InvalidRequestError, match="testShare"):
        client.freeze(service["held"]["projectId"], "wrong", testShare=3)
    with pytest.raises(RefusedError, match="nothing was frozen"):
        client.freeze(
            service["held"]["projectId"], "empty", filter={"batchIds": ["00000000-0000-4000-8000-000000000000"]}
        )


def test_a_dataset_needs_its_package_and_says_so(service: Service, client: Client, tmp_path: Path) -> None:
    rows = client.load_dataset(service["held"]["snapshotId"], "trl", split="train", folder=tmp_path)
    assert "datasets" not in sys.modules
    with pytest.raises(PreferablyError, match="pip install"):
        rows.to_dataset()
    assert json.dumps(next(iter(rows)))


def test_the_feed_is_read_in_pages_and_gone_on_with_later(service: Service, client: Client) -> None:
    project = service["held"]["projectId"]
    whole = [row for page in client.feed(project) for row in page.preferences]
    assert len(whole) > 100
    assert {"prompt", "response_a", "side", "annotator"} <= whole[0].keys()
    pages = list(client.feed(project, page_size=50))
    assert [row["id"] for page in pages for row in page.preferences] == [row["id"] for row in whole]
    assert pages[-1].next is not None
    assert [page.preferences for page in client.feed(project, after=pages[-1].next)] == [[]]
