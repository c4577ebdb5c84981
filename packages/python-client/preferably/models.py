"""What the service answers, as far as this client looks at it. A newer service may say more."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel


class Answer(BaseModel):
    """Camel case on the wire, snake case here."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True)


class Issue(Answer):
    """One field that is not as expected."""

    path: str
    message: str


class Problem(Answer):
    """Problem details (RFC 9457)."""

    title: str
    status: int
    code: str
    detail: str | None = None
    issues: list[Issue] = []


class Project(Answer):
    """One collecting effort in one dimension."""

    id: str
    slug: str
    name: str
    dimension: Literal["helpfulness", "safety"]
    role: str


class Projects(Answer):
    """The answer to listProjects."""

    projects: list[Project]


class SnapshotFile(Answer):
    """A file of a snapshot."""

    name: str
    format: str
    split: Literal["train", "test"] | None
    rows: int
    bytes: int
    sha256: str


class SnapshotCounts(Answer):
    """How many rows there are, and why others were left out."""

    rows: int
    train: int
    test: int
    comparisons: int
    annotators: int
    left_out: dict[str, int]


class Snapshot(Answer):
    """Frozen membership with its split and files."""

    id: str
    project_id: str
    name: str
    state: Literal["building", "ready", "failed"]
    counts: SnapshotCounts
    rows_written: int
    rows_to_write: int
    error: str | None
    files: list[SnapshotFile]
    frozen_at: datetime
    ready_at: datetime | None


class Snapshots(Answer):
    """The answer to listSnapshots."""

    snapshots: list[Snapshot]


class FeedPage(Answer):
    """A page of the feed. `next` is the cursor to go on from, today or another day."""

    preferences: list[dict[str, Any]]
    next: str | None
    more: bool
