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


def out_of_memory(error: Exception) -> bool:
    """Whether the machine ran out of memory (torch raises a plain RuntimeError on the CPU)."""
    import torch  # takes seconds, and who reads a spec needs none of it

    return isinstance(error, MemoryError | torch.OutOfMemoryError) or "can't allocate memory" in str(error)
