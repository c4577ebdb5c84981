import math

import pytest
import torch

from reward_trainer.losses import margins, ranking_loss, safety_loss
from reward_trainer.schedule import learning_rate, warmup_steps

CPU = torch.device("cpu")


def test_the_ranking_loss_is_equation_2_one_value_a_pair():
    loss = ranking_loss(torch.tensor([2.0, 0.0]), torch.tensor([1.0, 0.0]), torch.tensor([1.0, 0.0]))
    assert loss.tolist() == pytest.approx([math.log(2), math.log(2)])


def test_a_margin_of_another_shape_is_refused_not_broadcast():
    with pytest.raises(ValueError, match="must agree"):
        ranking_loss(torch.zeros(3, 1), torch.zeros(3, 1), torch.zeros(3))


@pytest.mark.parametrize(
    ("name", "values"), [("large", [3, 2, 1, 0, 0]), ("small", [1, 2 / 3, 1 / 3, 0, 0]), ("none", [0, 0, 0, 0, 0])]
)
def test_margins_follow_table_27_and_unknown_strength_has_none(name, values):
    strengths = ["significantly_better", "better", "slightly_better", "negligibly_better", "unknown"]
    assert margins(strengths, name, CPU).tolist() == pytest.approx(values)


def test_the_safety_loss_reads_sigmoid_of_the_score_as_probability_of_safe():
    safe, unsafe = torch.tensor([1.0]), torch.tensor([0.0])
    right = safety_loss(torch.tensor([4.0]), torch.tensor([-4.0]), safe, unsafe)
    wrong = safety_loss(torch.tensor([-4.0]), torch.tensor([4.0]), safe, unsafe)
    assert right.item() == pytest.approx(2 * math.log(1 + math.exp(-4)), rel=1e-5)
    assert wrong.item() == pytest.approx(8 + right.item(), rel=1e-5)


def test_the_rate_warms_up_over_at_least_5_steps_and_ends_at_a_tenth():
    assert warmup_steps(20) == 5 and warmup_steps(1000) == 30
    rates = [learning_rate(step, 100, 1.0) for step in range(1, 101)]
    assert rates[:5] == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0])
    assert rates[4:] == sorted(rates[4:], reverse=True) and rates[-1] == pytest.approx(0.1)
