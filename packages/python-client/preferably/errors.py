"""What can go wrong, each with a sentence that says what to do."""

from typing import ClassVar

import httpx
from pydantic import ValidationError

from .models import Problem


class PreferablyError(Exception):
    """Any failure of this client."""


class UnreachableError(PreferablyError):
    """The service did not answer, however often it was asked."""


class DamagedFileError(PreferablyError):
    """What was downloaded is not what the snapshot says it is."""


class SnapshotFailedError(PreferablyError):
    """The service could not write the files of a snapshot."""


class ProblemError(PreferablyError):
    """The service refused: `code` is the stable name to look at, the message says what to do."""

    advice: ClassVar[str] = ""

    def __init__(self, status: int, problem: Problem | None, request: str):
        self.status = status
        self.code = problem.code if problem else None
        self.issues = problem.issues if problem else []
        said = (problem.detail or problem.title) if problem else "the answer is not one of a Preferably service"
        listed = "; ".join(f"{issue.path}: {issue.message}" for issue in self.issues)
        words = ". ".join(part for part in (said, listed, self.advice) if part)
        super().__init__(f"{request}: {status} {words}")


class InvalidRequestError(ProblemError):
    """400: the request does not have the expected form."""


class UnauthenticatedError(ProblemError):
    """401: no key, or one that is mistyped, revoked or expired."""

    advice = "Make an API key on the service's page of API keys and give it as api_key"


class ForbiddenError(ProblemError):
    """403: the key or its owner may not do this."""

    advice = "Make a key with the scope that this needs, or ask an admin for the role"


class NotFoundError(ProblemError):
    """404: there is no such thing, or the key may not see it."""

    advice = "Check the id, and whether the key was made for this project"


class ConflictError(ProblemError):
    """409: not in the present state of things."""


class RefusedError(ProblemError):
    """422: well-formed, and yet it cannot be done."""


class ServiceError(ProblemError):
    """5xx: a fault of the service, which stayed after every retry."""

    advice = "Try again later; the log of the service says more"


kinds: dict[int, type[ProblemError]] = {
    400: InvalidRequestError,
    401: UnauthenticatedError,
    403: ForbiddenError,
    404: NotFoundError,
    409: ConflictError,
    422: RefusedError,
}


def error_of(response: httpx.Response) -> ProblemError:
    """The error that an answer stands for. The body has to be read already."""
    try:
        problem = Problem.model_validate_json(response.content)
    except ValidationError:
        problem = None
    kind = kinds.get(response.status_code, ServiceError if response.status_code >= 500 else ProblemError)
    return kind(response.status_code, problem, f"{response.request.method} {response.request.url.path}")
