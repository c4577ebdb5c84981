"""`python -m reward_trainer --spec run.json`: events on stdout, an exit code, a folder."""

import argparse
import os
import sys
import traceback

from .errors import (
    EXIT_BAD_INPUT,
    EXIT_CRASHED,
    EXIT_INTERRUPTED,
    EXIT_OK,
    EXIT_OUT_OF_MEMORY,
    BadInputError,
    InterruptedRunError,
)
from .events import Events
from .spec import load_spec
from .stop import Stop


def main() -> int:
    """Run one spec. Every end but the good one and an interruption says what to do in an `error` event."""
    parser = argparse.ArgumentParser(
        prog="reward_trainer", description="Fit a reward model on an exported preference file."
    )
    parser.add_argument("--spec", required=True, help="path of the run spec (JSON)")
    arguments = parser.parse_args()
    events, stop = Events.on_stdout(), Stop().on_signals()
    if int(os.environ.get("RANK", "0")) > 0:
        events = Events.silent()
    try:
        spec = load_spec(arguments.spec)
        # Imported late: torch takes seconds, in which a wrong spec is told at once and a stop is heard.
        from .distributed import join_world
        from .run import run

        world = join_world()
        run(spec, events, stop, world)
        world.leave()
        return EXIT_OK
    except BadInputError as error:
        events.emit("error", message=str(error))
        return EXIT_BAD_INPUT
    except InterruptedRunError:
        print("interrupted; start the same spec again to go on", file=sys.stderr)
        return EXIT_INTERRUPTED
    except Exception as error:
        traceback.print_exc()
        if out_of_memory(error):
            message = "out of memory; lower recipe.max_length or recipe.trained_layers, or take a smaller base_model"
            events.emit("error", message=message)
            return EXIT_OUT_OF_MEMORY
        events.emit("error", message=f"the run crashed ({type(error).__name__}: {error}); see the log for where")
        return EXIT_CRASHED


def out_of_memory(error: Exception) -> bool:
    """Whether the machine ran out of memory (torch raises a plain RuntimeError on the CPU)."""
    import torch

    return isinstance(error, MemoryError | torch.OutOfMemoryError) or "can't allocate memory" in str(error)


if __name__ == "__main__":
    sys.exit(main())
