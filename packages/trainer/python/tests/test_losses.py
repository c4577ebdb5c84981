import math

import pytest
import torch

from reward_trainer.data import STRENGTHS, Pair
from reward_trainer.losses import Objective, ranking_loss, safety_loss
from reward_trainer.recipe import Recipe
from reward_trainer.schedule import learning_rate, warmup_steps

ZERO, ONE = torch.zeros(1), torch.ones(1)


def test_the_ranking_loss_is_equation_2_one_value_a_pair():
    loss = ranking_loss(torch.tensor([2.0, 0.0]), torch.tensor([1.0, 0.0]), torch.tensor([1.0, 0.0]))
    assert loss.tolist() == pytest.approx([math.log(2), math.log(2)])


def test_a_margin_of_another_shape_is_refused_not_broadcast():
    with pytest.raises(ValueError, match="must agree"):
        ranking_loss(torch.zeros(3, 1), torch.zeros(3, 1), torch.zeros(3))


def pair(strength="better", safe=None, weight=1.0) -> Pair:
    return Pair("p", (), "good", "bad", strength, safe, weight=weight)


@pytest.mark.parametrize(
    ("name", "values"), [("large", [3, 2, 1, 0, 0]), ("small", [1, 2 / 3, 1 / 3, 0, 0]), ("none", [0, 0, 0, 0, 0])]
)
def test_margins_follow_table_27_and_unknown_strength_has_none(name, values):
    for strength, margin in zip(STRENGTHS, values, strict=True):
        part = Objective.over([pair(strength)], Recipe(margin=name)).part(ONE, ZERO, [pair(strength)])
        assert part.item() == pytest.approx(math.log(1 + math.exp(margin - 1)), rel=1e-5)


def test_scaled_by_strength_a_judgement_counts_more_and_has_no_margin():
    batch = [pair("significantly_better"), pair("negligibly_better")]
    scores = torch.tensor([1.0, 1.0]), torch.tensor([0.0, 0.0])
    loss = Objective.over(batch, Recipe(margin="scaled")).part(*scores, batch)
    assert loss.item() == pytest.approx((4 + 1) / 2 * math.log(1 + math.exp(-1)), rel=1e-5)


def test_smoothing_asks_for_the_opposite_now_and_then():
    loss = ranking_loss(ONE, ZERO, ZERO, smoothing=0.1).item()
    assert loss == pytest.approx(0.9 * math.log(1 + math.exp(-1)) + 0.1 * math.log(1 + math.exp(1)), rel=1e-5)


def test_centring_adds_the_square_of_the_sum_of_both_scores():
    batch = [pair()]
    plain, centred = (
        Objective.over(batch, Recipe(center=c)).part(torch.tensor([3.0]), torch.tensor([-1.0]), batch).item()
        for c in (0, 0.01)
    )
    assert centred - plain == pytest.approx(0.01 * 4, rel=1e-3)


def test_the_parts_of_a_batch_add_up_to_its_weighted_mean():
    batch = [
        pair("better", (True, False), 0.5),
        pair("slightly_better", None, 1.0),
        pair("better", (False, False), 1.0),
    ]
    recipe = Recipe(safety_weight=2.0, margin="large")
    chosen, rejected = torch.tensor([1.0, 0.3, -2.0]), torch.tensor([0.0, 0.9, -1.0])
    objective = Objective.over(batch, recipe)
    whole = objective.part(chosen, rejected, batch).item()
    parts = [objective.part(chosen[n : n + 1], rejected[n : n + 1], batch[n : n + 1]).item() for n in range(3)]
    log = lambda x: math.log(1 + math.exp(-x))  # noqa: E731
    ranking = (0.5 * log(1 - 2) + log(-0.6 - 1) + log(-1 - 2)) / 2.5
    safety = (0.5 * (log(1) + log(0)) + (log(2) + log(1))) / 1.5
    assert sum(parts) == pytest.approx(whole, rel=1e-6)
    assert whole == pytest.approx(ranking + 2 * safety, rel=1e-5)


def test_the_safety_loss_reads_sigmoid_of_the_score_as_probability_of_safe():
    safe, unsafe = torch.tensor([1.0]), torch.tensor([0.0])
    right = safety_loss(torch.tensor([4.0]), torch.tensor([-4.0]), safe, unsafe)
    wrong = safety_loss(torch.tensor([-4.0]), torch.tensor([4.0]), safe, unsafe)
    assert right.item() == pytest.approx(2 * math.log(1 + math.exp(-4)), rel=1e-5)
    assert wrong.item() == pytest.approx(8 + right.item(), rel=1e-5)


def test_the_rate_warms_up_over_at_least_5_steps_and_ends_at_a_tenth():
    paper = Recipe(learning_rate=1.0)
    assert warmup_steps(20, paper) == 5 and warmup_steps(1000, paper) == 30
    rates = [learning_rate(step, 100, paper) for step in range(1, 101)]
    assert rates[:5] == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0])
    assert rates[4:] == sorted(rates[4:], reverse=True) and rates[-1] == pytest.approx(0.1)
