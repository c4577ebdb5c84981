"""Reads projects and snapshots of a Preferably service: frozen preference data, downloaded, checked and opened."""

from .client import Client
from .errors import (
    ConflictError,
    DamagedFileError,
    ForbiddenError,
    InvalidRequestError,
    NotFoundError,
    PreferablyError,
    ProblemError,
    RefusedError,
    ServiceError,
    SnapshotFailedError,
    UnauthenticatedError,
    UnreachableError,
)
from .models import FeedPage, Project, Snapshot, SnapshotFile
from .snapshots import FrozenSnapshot

__all__ = [
    "Client",
    "ConflictError",
    "DamagedFileError",
    "FeedPage",
    "ForbiddenError",
    "FrozenSnapshot",
    "InvalidRequestError",
    "NotFoundError",
    "PreferablyError",
    "ProblemError",
    "Project",
    "RefusedError",
    "ServiceError",
    "Snapshot",
    "SnapshotFailedError",
    "SnapshotFile",
    "UnauthenticatedError",
    "UnreachableError",
]
