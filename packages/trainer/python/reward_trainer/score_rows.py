"""Scores dialogs and comparisons: from a row or a request to token ids, and from those to scores."""

from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import TemplateError

from .batch import EncodedPair, encode_responses
from .data import Pair
from .distributed import World
from .errors import BadInputError
from .load_model import longest_of
from .model import RewardModel
from .reading import UnusableError, pair_of
from .scoring import score_pairs
from .shapes import format_of, read_row
from .stop import Stop

REASONS = {
    "malformed_line": "give {messages}, {prompt, chosen, rejected}, {prompt, response_a, response_b} "
    "or a canonical row, with texts and known roles",
    "no_response": "the last turn must be the assistant's, with text in it",
    "different_prompts": "chosen and rejected must differ in their last turn alone",
    "turns_do_not_alternate": "user and assistant must take turns, beginning with the user (after a system turn)",
    "tie": "the comparison is a tie; leave `preferred` out to have both responses scored",
}


@dataclass(frozen=True)
class Asked:
    """One dialog, or the two of a comparison, as token ids."""

    dialogs: tuple[list[int], ...]  # one, or the two that `names` tells apart
    truncated: bool = False
    root: str = ""  # comparisons with one root share their beginnings in the computation
    names: tuple[str, str] = ("chosen", "rejected")  # or a and b, where nobody has judged


def ask_row(row: dict | None, model: RewardModel) -> Asked:
    """What a row asks for. Raises BadInputError with what is wrong."""
    try:
        if row is None:
            raise UnusableError("malformed_line")
        if "messages" in row:
            return ask_messages(row["messages"], model)
        if format_of(row) == "comparison" and row.get("preferred") is None:
            pair, names = _unjudged(row), ("a", "b")
        else:
            pair, names = read_row(row).pair, ("chosen", "rejected")
    except UnusableError as error:
        raise BadInputError(REASONS[str(error)]) from error
    return _ask(pair, (pair.chosen, pair.rejected), model, names)


def _unjudged(row: dict) -> Pair:
    """A comparison that nobody has judged, with a in the place of chosen. Raises UnusableError."""
    a, b = row.get("response_a"), row.get("response_b")
    if a is None or b is None:
        raise UnusableError("no_response")
    try:
        return pair_of(row, row["prompt"], a, b, strength="unknown", safe=None)
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise UnusableError("malformed_line") from error


def ask_messages(messages: object, model: RewardModel) -> Asked:
    """What a dialog that ends with the assistant asks for. Raises BadInputError with what is wrong."""
    try:
        last = messages[-1]
        if last["role"] != "assistant":
            raise UnusableError("no_response")
        pair = pair_of({}, messages[:-1], last["content"], last["content"], strength="unknown", safe=None)
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise BadInputError("messages must be a list of {role, content} that ends with the assistant") from error
    except UnusableError as error:
        reason = "each turn needs a role (system, user, assistant) and a text, the one before the response the user's"
        raise BadInputError(reason if str(error) == "malformed_line" else REASONS[str(error)]) from error
    return _ask(pair, (pair.chosen,), model)


def _ask(
    pair: Pair, responses: tuple[str, ...], model: RewardModel, names: tuple[str, str] = ("chosen", "rejected")
) -> Asked:
    longest = longest_of(model)
    try:
        found = encode_responses(pair.prompt, responses, model.tokenizer, longest)
    except TemplateError as error:
        raise BadInputError(f"the model's chat template does not take this dialog ({error})") from error
    if found is None:
        raise BadInputError(f"a response alone is longer than the {longest} tokens that the model reads; shorten it")
    dialogs, truncated = found
    return Asked(tuple(dialogs), truncated, pair.root if len(responses) > 1 else "", names)


def score_asked(model: RewardModel, asked: Sequence[Asked], stop: Stop) -> list[tuple[float, ...]]:
    """The scores of each one's dialogs, in the order given, by the code path of evaluation (scoring.py).

    Single dialogs are computed two by two, of like length, as if they were the two of a comparison: that changes no
    score, to float rounding. Raises InterruptedRunError.
    """
    singles = [index for index, item in enumerate(asked) if len(item.dialogs) == 1]
    singles.sort(key=lambda index: len(asked[index].dialogs[0]))
    couples = [(index, index) for index, item in enumerate(asked) if len(item.dialogs) == 2]
    pairs = [_encoded(asked[index].root, *asked[index].dialogs) for index, _ in couples]
    for first, second in zip(singles[::2], singles[1::2] + singles[-1:], strict=False):
        couples.append((first, second))
        pairs.append(_encoded("", asked[first].dialogs[0], asked[second].dialogs[0]))
    scores: list[tuple[float, ...]] = [()] * len(asked)
    for (first, second), one, other in zip(couples, *score_pairs(model, pairs, stop, World()), strict=True):
        if len(asked[first].dialogs) == 2:
            scores[first] = (one, other)
        else:
            scores[first], scores[second] = (one,), (other,)
    return scores


def _encoded(root: str, chosen: list[int], rejected: list[int]) -> EncodedPair:
    return EncodedPair(Pair("", (), "", "", "unknown", None, root=root), chosen, rejected)
