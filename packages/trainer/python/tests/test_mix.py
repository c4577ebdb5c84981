import json

import pytest
from tiny import row, spec, write_rows

from reward_trainer.data import Pair, Rows
from reward_trainer.mix import draw, mix, read_train_data
from reward_trainer.spec import parse_spec


def rows(name: str, count: int) -> Rows:
    turn = ({"role": "user", "content": "how ?"},)
    return Rows(pairs=[Pair(f"{name}{n}", turn, f"{name} good {n}", "bad", "better", None) for n in range(count)])


def drawn(mixed, own: int) -> set[str]:
    return {pair.id for pair in mixed.pairs[own:]}


@pytest.mark.parametrize(
    ("own", "others", "share", "wanted", "taken", "short"),
    [
        (100, (300, 100), 0.5, 100, 100, False),
        (90, (300, 100), 0.1, 10, 10, False),
        (100, (30, 10), 0.5, 100, 40, True),
        (90, (4, 5), 0.1, 10, 9, True),
        (90, (5, 5), 0.1, 10, 10, False),
        (100, (300, 100), 0.0, 0, 0, False),
        (100, (), 0.5, 100, 0, True),
    ],
)
def test_all_own_pairs_and_the_wanted_share_of_the_others_are_taken(own, others, share, wanted, taken, short):
    named = {f"s{n}": rows(f"s{n}-", count) for n, count in enumerate(others)}
    mixed = draw(rows("own", own), named, share, seed=3)
    assert (mixed.wanted, len(mixed.pairs), mixed.short) == (wanted, own + taken, short)
    assert [pair.id for pair in mixed.pairs[:own]] == [f"own{n}" for n in range(own)]
    assert len({pair.id for pair in mixed.pairs}) == own + taken
    assert mixed.available == {f"s{n}": count for n, count in enumerate(others)}
    assert mixed.drawn == {name: sum(pair.id.startswith(f"{name}-") for pair in mixed.pairs) for name in named}
    assert mixed.as_dict()["short"] is short


def test_the_draw_is_uniform_over_the_union_so_a_larger_source_gives_more():
    counts = [draw(rows("own", 100), {"a": rows("a", 300), "b": rows("b", 100)}, 0.5, seed).drawn for seed in range(40)]
    mean = sum(count["a"] for count in counts) / len(counts)
    assert 72 < mean < 78  # 75 expected, standard error 0.6
    assert len({count["a"] for count in counts}) > 3


def test_the_draw_depends_on_the_seed_and_not_on_the_order_of_sources_and_lines():
    own, a, b = rows("own", 20), rows("a", 50), rows("b", 50)
    first = draw(own, {"a": a, "b": b}, 0.5, seed=1)
    turned = draw(own, {"b": Rows(pairs=b.pairs[::-1]), "a": Rows(pairs=a.pairs[::-1])}, 0.5, seed=1)
    assert first.pairs == turned.pairs
    assert drawn(first, 20) != drawn(draw(own, {"a": a, "b": b}, 0.5, seed=2), 20)
    assert drawn(first, 20) < drawn(draw(own, {"a": a, "b": b}, 0.6, seed=1), 20)


def test_a_spec_with_several_sources_is_read_and_mixed_as_its_recipe_says(tmp_path):
    own = write_rows(tmp_path / "own.jsonl", [row(n) for n in range(10)])
    other = write_rows(tmp_path / "o.jsonl", [row(n, dimension="safety", strength="better") for n in range(20, 40)])
    train = [
        {"path": own, "dimension": "helpfulness", "name": "ours"},
        {"path": other, "dimension": "safety", "name": "theirs"},
    ]
    value = spec(tmp_path, "m", own, train=train) | {"recipe": {"other_share": 0.5, "strengths": ["better"]}}
    read = parse_spec(json.loads(json.dumps(value)))
    parts = [read_train_data(part, read.recipe) for part in read.train]
    mixed = mix(read, parts)
    assert len(parts[0].pairs) == 2 and parts[0].dropped == {"strength_left_out": 8}
    assert mixed.drawn == {"theirs": 2} and mixed.available == {"theirs": 20} and len(mixed.pairs) == 4
    assert {pair.source for pair in mixed.pairs} == {"ours", "theirs"}
