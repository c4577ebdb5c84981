"""Downloads a file so that under its name there is never anything but the whole of it."""

import hashlib
import os
from pathlib import Path, PurePosixPath
from urllib.parse import quote

import httpx

from .errors import DamagedFileError, UnreachableError
from .http import ATTEMPTS, TRANSIENT, Http, checked, pause
from .models import SnapshotFile

CHUNK = 1 << 16


def download_file(http: Http, snapshot_id: str, file: SnapshotFile, folder: Path) -> Path:
    """Goes on from what an earlier attempt left, checks the sha256, and moves the file into place."""
    target = place_of(file.name, folder)
    if target.exists() and target.stat().st_size == file.bytes and sha256_of(target) == file.sha256:
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    # Named after its content: what is left of another snapshot's file of this name is not gone on from.
    part = target.with_name(f"{target.name}.{file.sha256[:16]}.part")
    fetch_rest(http, path_of(snapshot_id, file.name), file, part)
    if sha256_of(part) != file.sha256:
        part.unlink()
        raise DamagedFileError(f"{file.name} does not have the sha256 that the snapshot names; download it again")
    os.replace(part, target)
    return target


def fetch_rest(http: Http, path: str, file: SnapshotFile, part: Path) -> None:
    """Appends what is missing; an attempt that brought something on is not counted."""
    attempt = 0
    furthest = size_of(part)
    while (have := size_of(part)) != file.bytes or not part.exists():
        if have > file.bytes:
            part.unlink()
            raise DamagedFileError(f"{file.name} is longer than the snapshot says; download it again")
        attempt += 1
        response = None
        try:
            response = append(http, path, file, part, have)
        except httpx.TransportError as error:
            if attempt >= ATTEMPTS:
                raise UnreachableError(
                    f"the download of {file.name} broke off {attempt} times; call download again, and it goes on"
                ) from error
        if response is not None and response.status_code not in TRANSIENT:
            checked(response)
        if size_of(part) > furthest:
            furthest = size_of(part)
            attempt = 0
            continue
        if attempt >= ATTEMPTS:
            if response is not None:
                checked(response)
            raise UnreachableError(f"nothing came of {file.name} in {attempt} attempts; try again later")
        if file.bytes:
            pause(attempt, response)


def size_of(part: Path) -> int:
    """How much is here already."""
    return part.stat().st_size if part.exists() else 0


def append(http: Http, path: str, file: SnapshotFile, part: Path, have: int) -> httpx.Response:
    """Asks for the bytes after `have` and writes them; an answer with the whole file begins anew."""
    etag = f'"{file.sha256}"'
    headers = {"range": f"bytes={have}-", "if-range": etag} if have else {}
    with http.stream(path, {**headers, "accept-encoding": "identity"}) as response:
        if response.is_error:
            return response
        mode = "ab" if response.status_code == httpx.codes.PARTIAL_CONTENT else "wb"
        with part.open(mode) as out:
            for chunk in response.iter_bytes(CHUNK):
                out.write(chunk)
        return response


def path_of(snapshot_id: str, name: str) -> str:
    """The address of a file; a name may stand in folders."""
    return f"/v1/snapshots/{quote(snapshot_id, safe='')}/files/{quote(name, safe='/')}"


def place_of(name: str, folder: Path) -> Path:
    """Where a file of that name lies, never outside of the folder."""
    parts = PurePosixPath(name)
    if parts.is_absolute() or ".." in parts.parts or "\\" in name or not parts.parts:
        raise DamagedFileError(f"the snapshot names a file outside of its folder: {name!r}")
    return folder.joinpath(*parts.parts)


def sha256_of(path: Path) -> str:
    """Read in pieces, so that memory does not grow with the file."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
