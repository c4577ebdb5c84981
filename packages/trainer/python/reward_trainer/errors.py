"""The ways a run ends early, each with the exit code the worker reads."""

EXIT_OK = 0
EXIT_CRASHED = 1
EXIT_BAD_INPUT = 2
EXIT_OUT_OF_MEMORY = 3
EXIT_INTERRUPTED = 75  # EX_TEMPFAIL: start the same spec again and it goes on


class BadInputError(Exception):
    """The spec or the data cannot be used; the message says what to do."""


class InterruptedRunError(Exception):
    """SIGTERM or SIGINT arrived; the checkpoint holds every finished step."""
