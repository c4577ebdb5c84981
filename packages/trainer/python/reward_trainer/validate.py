"""Says what a run would be fitted and evaluated on, without fitting anything."""

import json
from collections import Counter
from collections.abc import Sequence

import numpy as np

from .data import EXAMPLES, SAFETY_BINS, STRENGTHS, Pair, Rows
from .errors import EXIT_BAD_INPUT, EXIT_OK, BadInputError
from .mix import mix, read_train_data
from .readers import read_rows
from .spec import EvaluationData, Spec, TrainData, load_spec


def main_validate(spec_path: str) -> int:
    """Print the report on a spec as JSON. Returns 0, or 2 when the spec or its data cannot be used."""
    try:
        report = validate(load_spec(spec_path))
    except BadInputError as error:
        report = {"ok": False, "problems": [str(error)]}
    print(json.dumps(report, indent=2, ensure_ascii=False))
    return EXIT_OK if report["ok"] else EXIT_BAD_INPUT


def validate(spec: Spec) -> dict:
    """The report on a spec's data: counts, ids and line numbers, never a text.

    ok: whether a run would start, else `problems` say why not. train, evaluate: one part for each entry of the spec,
    with its rows (of the entry's split; rows of the other one are counted beside), what is usable and what is
    dropped by reason, with the first lines of each. mix: what is drawn from the other sources. leak: dialogs in
    train and in test. repeated: pairs of the mix that say again, or the opposite of, what an earlier one says.
    Raises BadInputError for a file that is not whole.
    """
    train = [(part, read_train_data(part, spec.recipe)) for part in spec.train]
    tests = [
        (part, read_rows(part.path, part.dimension, "test", source=part.name or "unknown")) for part in spec.evaluate
    ]
    mixed = mix(spec, [rows for _, rows in train])
    shared = _roots(train) & _roots(tests)
    problems = []
    if not train[0][1].pairs:
        problems.append(f"{spec.own.path} has no usable training rows; its dropped rows say why")
    if shared:
        problems.append(f"{len(shared)} dialogs are in both train and test; split the data by dialog")
    return {
        "ok": not problems,
        "problems": problems,
        "train": [_part(part, part.split, rows) for part, rows in train],
        "evaluate": [_part(part, "test", rows) for part, rows in tests],
        "mix": {"pairs": len(mixed.pairs), **mixed.as_dict()},
        "leak": {"dialogs": len(shared), "root_sha256": sorted(shared)[:EXAMPLES]},
        "repeated": _repeated(mixed.pairs),
    }


def _roots(parts: Sequence[tuple[TrainData | EvaluationData, Rows]]) -> set[str]:
    return set().union(*(rows.roots for _, rows in parts))


def _part(part: TrainData | EvaluationData, split: str, rows: Rows) -> dict:
    pairs = rows.pairs
    return {
        "name": part.name,
        "path": part.path,
        "dimension": part.dimension,
        "split": split,
        "formats": dict(rows.formats),
        "rows": rows.total - rows.other_split,
        "rows_of_other_split": rows.other_split,
        "usable_pairs": len(pairs),
        "dialogs": len({pair.root for pair in pairs}),
        "by_strength": _counts([pair.strength for pair in pairs], STRENGTHS),
        "by_bin": _counts([pair.bin for pair in pairs], SAFETY_BINS),
        "by_source": dict(Counter(pair.source for pair in pairs).most_common()),
        "by_kind": dict(Counter(pair.kind for pair in pairs)),
        "dropped": {
            reason: {"rows": count, "lines": rows.lines[reason]} for reason, count in rows.dropped.most_common()
        },
        "notes": dict(rows.notes),
        "characters": {
            "prompt": _lengths([sum(len(turn["content"]) for turn in pair.prompt) for pair in pairs]),
            "chosen": _lengths([len(pair.chosen) for pair in pairs]),
            "rejected": _lengths([len(pair.rejected) for pair in pairs]),
        },
    }


def _counts(values: Sequence[str], known: Sequence[str]) -> dict[str, int]:
    found = Counter(values)
    return {name: found[name] for name in known if found[name]}


def _lengths(lengths: Sequence[int]) -> dict | None:
    if not lengths:
        return None
    median, most = np.quantile(lengths, [0.5, 0.95], method="higher").tolist()
    return {"mean": round(float(np.mean(lengths)), 1), "median": median, "p95": most, "longest": max(lengths)}


def _repeated(pairs: Sequence[Pair]) -> dict:
    """Several people's judgements of one comparison are repeated too, so neither count is an error by itself."""
    seen: set[int] = set()
    repeated: dict[str, list[str]] = {"same_order": [], "opposite_order": []}
    for pair in pairs:
        prompt = tuple((turn["role"], turn["content"]) for turn in pair.prompt)
        # Hashes, not texts: of many pairs the texts are large, and one chance meeting in 2^64 only shifts a count.
        same, opposite = hash((prompt, pair.chosen, pair.rejected)), hash((prompt, pair.rejected, pair.chosen))
        if same in seen:
            repeated["same_order"].append(pair.id)
        elif opposite in seen:
            repeated["opposite_order"].append(pair.id)
        seen.add(same)
    return {name: {"pairs": len(ids), "ids": ids[:EXAMPLES]} for name, ids in repeated.items()}
