"""A unit in softplus's tail: counted steps agree with the equation, and small steps round away."""

import math

import pytest
import torch

from course_lib.studies import StudyError
from course_lib.studies.stuck_unit import lowest_that_moves, steps_counted, steps_exactly


@pytest.mark.parametrize("start, end, size", [(-5.0, 0.0, 1.0), (-6.0, -2.0, 0.5), (-3.0, 1.0, 0.1)])
def test_counted_steps_agree_with_the_equation(start, end, size):
    exact = steps_exactly(start, end, size)
    counted = steps_counted(start, end, size, dtype=torch.float64)
    assert counted == pytest.approx(exact, abs=(end - start) / size + 1)


def test_the_equation_by_summing_it_up():
    h, z, total = 1e-4, -4.0, 0.0
    while z < -1.0:
        total += h * (1 + math.exp(-(z + h / 2)))
        z += h
    assert steps_exactly(-4.0, -1.0) == pytest.approx(total, rel=1e-3)
    assert steps_exactly(-20.0, 0.0) == pytest.approx(math.exp(20) + 19, rel=1e-12)


def test_in_float32_a_small_step_rounds_away():
    assert steps_counted(-20.0, 0.0, size=0.001, weight=0.1) is None  # σ(−20)/1000 is 2e-12
    assert steps_counted(-20.0, 0.0, size=1.0) is None
    assert steps_counted(-12.0, -11.0, size=1.0) is not None


@pytest.mark.parametrize("stored, size", [(0.1, 1.0), (0.1, 0.001), (20.0, 1.0)])
def test_the_edge_between_moving_and_standing_still(stored, size):
    edge = lowest_that_moves(stored, size)
    number = torch.tensor(stored)
    for z, moves in ((edge + 0.01, True), (edge - 0.01, False)):
        step = (size * torch.sigmoid(torch.tensor(z, dtype=torch.float64))).float()
        assert bool(number + step != number) == moves


def test_what_cannot_be_asked():
    with pytest.raises(StudyError, match="start ≤ end"):
        steps_exactly(0.0, -1.0)
