"""`python -m reward_trainer COMMAND`: run, validate, compare, score, serve, curve, seeds, doctor.

Torch is imported late, inside each command: it takes seconds, in which a wrong spec is told and a stop is heard.
"""

import argparse
import json
import os
import sys
import traceback
from collections.abc import Callable

from .errors import (
    EXIT_BAD_INPUT,
    EXIT_CRASHED,
    EXIT_INTERRUPTED,
    EXIT_OK,
    EXIT_OUT_OF_MEMORY,
    BadInputError,
    InterruptedRunError,
    out_of_memory,
)
from .events import Events
from .spec import load_spec
from .stop import Stop


def main() -> int:
    """Run one command; without its name, `--spec run.json` is `run`. Returns the exit code."""
    words = sys.argv[1:]
    if words and words[0].startswith("--spec"):
        words = ["run", *words]
    arguments = parser().parse_args(words)
    return COMMANDS[arguments.command](arguments)


def parser() -> argparse.ArgumentParser:
    """The command line."""
    whole = argparse.ArgumentParser(prog="reward_trainer", description="Fit, examine and use reward models.")
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, told: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=told, description=told)

    spec = {"required": True, "help": "path of the run spec (JSON)"}
    model = {"required": True, "help": "folder of a fitted model: `model` in a run's folder"}
    command("run", "fit a reward model on an exported preference file").add_argument("--spec", **spec)
    command("validate", "say what a run would be fitted on, without fitting").add_argument("--spec", **spec)
    compare = command("compare", "compare two finished runs pair by pair")
    compare.add_argument("a", help="folder of a finished run")
    compare.add_argument("b", help="folder of the other one")
    score = command("score", "score the rows of a file")
    score.add_argument("--model", **model)
    score.add_argument("--in", dest="source", default="-", help="JSON lines, gzip or Parquet; - is stdin")
    score.add_argument("--out", dest="target", default="-", help="JSON lines; - is stdout")
    serve = command("serve", "answer requests for scores over HTTP")
    serve.add_argument("--model", **model)
    serve.add_argument("--host", default="127.0.0.1", help="address to listen at")
    serve.add_argument("--port", type=int, default=8000, help="port to listen at")
    curve = command("curve", "fit on growing shares of the data: what are more comparisons worth?")
    curve.add_argument("--spec", **spec)
    curve.add_argument("--shares", default="1/8,1/4,1/2,1", help="shares of the own training dialogs")
    seeds = command("seeds", "fit with several seeds: how much of the accuracy is chance?")
    seeds.add_argument("--spec", **spec)
    seeds.add_argument("--seeds", default="0,1,2", help="the seeds, in place of the spec's")
    doctor = command("doctor", "check that this machine computes what it should")
    doctor.add_argument("--base-model", help="check with this model too: a folder, a hub id or pypi:PACKAGE")
    return whole


def _run(arguments: argparse.Namespace) -> int:
    def work(events: Events, stop: Stop) -> None:
        spec = load_spec(arguments.spec)
        from .distributed import join_world
        from .run import run

        world = join_world()
        run(spec, events, stop, world)
        world.leave()

    return with_events(work)


def _curve(arguments: argparse.Namespace) -> int:
    def work(events: Events, stop: Stop) -> None:
        spec = load_spec(arguments.spec)
        from .curve import fit_curve, parse_shares
        from .distributed import join_world

        shares = parse_shares(arguments.shares)
        world = join_world()
        fit_curve(spec, shares, events, stop, world)
        world.leave()

    return with_events(work)


def _seeds(arguments: argparse.Namespace) -> int:
    def work(events: Events, stop: Stop) -> None:
        spec = load_spec(arguments.spec)
        from .distributed import join_world
        from .seeds import fit_seeds, parse_seeds

        seeds = parse_seeds(arguments.seeds)
        world = join_world()
        fit_seeds(spec, seeds, events, stop, world)
        world.leave()

    return with_events(work)


def _validate(arguments: argparse.Namespace) -> int:
    from .validate import main_validate

    return main_validate(arguments.spec)


def _compare(arguments: argparse.Namespace) -> int:
    def work() -> None:
        from .compare_runs import compare_runs

        print(json.dumps(compare_runs(arguments.a, arguments.b), indent=2, ensure_ascii=False))

    return in_words(work)


def _score(arguments: argparse.Namespace) -> int:
    def work() -> None:
        stdout, stop = Events.on_stdout().stream, Stop().on_signals()
        from .score_file import score_file

        score_file(arguments.model, arguments.source, arguments.target, stdout, stop)

    return in_words(work)


def _serve(arguments: argparse.Namespace) -> int:
    def work() -> None:
        from .serve import serve

        serve(arguments.model, arguments.host, arguments.port)

    return in_words(work)


def _doctor(arguments: argparse.Namespace) -> int:
    from .doctor import main_doctor

    return main_doctor(arguments.base_model)


def with_events(work: Callable[[Events, Stop], None]) -> int:
    """Run what speaks in events. Every end but the good one and an interruption says what to do in an `error` event."""
    events, stop = Events.on_stdout(), Stop().on_signals()
    rank = int(os.environ.get("RANK", "0"))
    if rank > 0:
        events = Events.silent()
    try:
        work(events, stop)
        return EXIT_OK
    except BadInputError as error:
        events.emit("error", message=str(error))
        if rank > 0:  # it speaks in no events
            print(f"rank {rank}: {error}", file=sys.stderr)
        return EXIT_BAD_INPUT
    except InterruptedRunError:
        print("interrupted; start the same spec again to go on", file=sys.stderr)
        return EXIT_INTERRUPTED
    except Exception as error:
        traceback.print_exc()
        if out_of_memory(error):
            message = (
                "out of memory; set recipe.activation_checkpointing, lower recipe.max_length or recipe.trained_layers, "
                "or take a smaller base_model"
            )
            events.emit("error", message=message)
            return EXIT_OUT_OF_MEMORY
        events.emit("error", message=f"the run crashed ({type(error).__name__}: {error}); see the log for where")
        return EXIT_CRASHED


def in_words(work: Callable[[], None]) -> int:
    """Run what speaks to a person: an error that has words goes to stderr as they stand."""
    try:
        work()
        return EXIT_OK
    except BadInputError as error:
        print(error, file=sys.stderr)
        return EXIT_BAD_INPUT
    except InterruptedRunError:
        print("interrupted", file=sys.stderr)
        return EXIT_INTERRUPTED
    except (MemoryError, RuntimeError) as error:  # torch's is a RuntimeError
        if not out_of_memory(error):
            raise
        print("out of memory; take a machine with more of it, or a smaller model", file=sys.stderr)
        return EXIT_OUT_OF_MEMORY
    except BrokenPipeError:  # whoever read stdout has gone; nobody is left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return EXIT_OK


COMMANDS = {
    "run": _run,
    "validate": _validate,
    "compare": _compare,
    "score": _score,
    "serve": _serve,
    "curve": _curve,
    "seeds": _seeds,
    "doctor": _doctor,
}

if __name__ == "__main__":
    code = main()
    if "WORLD_SIZE" in os.environ:
        # Threads of the process group may want the interpreter while it is taken down, which aborts the process after
        # all is done and written; so it is not taken down.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)
