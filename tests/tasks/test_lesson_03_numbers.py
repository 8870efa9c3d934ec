"""The numbers that lesson 03's tasks accept, found again by brute force in the float types themselves."""

import math

import torch
from torch.nn import functional as F

from course_lib.checks import TASKS


def falls(step):
    before, after = F.softplus(torch.tensor([20.0, 20.0 + step], dtype=torch.float64)).tolist()
    return after < before and 20.0 + step > 20.0


def test_every_accepted_step_is_a_counterexample():
    task = TASKS["03-counterexample"]
    for share in (0.0, 0.001, 0.1, 0.5, 0.9, 1.0):
        assert falls(task.low + share * (task.high - task.low))


def test_no_refused_step_is_a_counterexample():
    task = TASKS["03-counterexample"]
    refused = [0.0, -1e-9, task.low / 2, task.high * 1.0001, 1e-8, 1.0]
    assert not any(falls(step) for step in refused)


def all_of(dtype, low, high):
    """Every number of a half type in [low, high]."""
    numbers = torch.arange(2**16, dtype=torch.int32).to(torch.int16).view(dtype)
    return numbers[(numbers >= low) & (numbers <= high)]


def changed_by(threshold):
    """How many float16 results above the threshold differ from the correctly rounded softplus."""
    x = all_of(torch.float16, 1.0, 60.0)
    x = x[x > threshold]
    right = torch.log1p(torch.exp(-x.double())) + x.double()
    return int((right.to(torch.float16) != x).sum())


def test_the_threshold_is_the_smallest_that_changes_no_float16_result():
    task = TASKS["03-threshold"]
    assert task.low == task.high
    assert changed_by(task.low) == 0
    assert changed_by(task.low - 1) > 0


def to_11_bits(x):
    """Round a positive float64 to 11 bits, ties to even; above the largest float32 comes infinity."""
    if x > torch.finfo(torch.float32).max:
        return math.inf
    fraction, exponent = math.frexp(x)
    return math.ldexp(round(fraction * 2**11), exponent - 11)


def naive_in_11_bits(x):
    """log(1 + exp(x)) with every step rounded to TensorFloat-32."""
    total = to_11_bits(1 + to_11_bits(math.exp(x)))
    return math.inf if math.isinf(total) else math.log(total)


def first(condition, outside, inside):
    """The place between two numbers from which on the condition holds, by bisection."""
    for _ in range(60):
        middle = (inside + outside) / 2
        outside, inside = (outside, middle) if condition(middle) else (middle, inside)
    return inside


def test_the_width_is_what_the_type_does():
    task = TASKS["03-two-ends"]
    left = first(lambda x: naive_in_11_bits(x) == 0.0, 0.0, -50.0)
    right = first(lambda x: math.isinf(naive_in_11_bits(x)), 1.0, 200.0)
    assert task.low < right - left < task.high
    assert abs((task.low + task.high) / 2 - (right - left)) < 0.01
