"""The numbers that tasks accept, found again by measurement or by another road (lesson 03 has a file of its own)."""

import mpmath
import pytest
import torch
from torch import nn
from torch.nn import functional as F

from course_lib.checks import TASKS

DOUBLE = torch.float64


def softplus(x, beta=1.0):
    """PyTorch's, with its threshold out of the way."""
    return F.softplus(torch.as_tensor(x, dtype=DOUBLE), beta, 600.0)


def first(holds, low, high):
    """The number between low and high from which on `holds`, by bisection."""
    assert not holds(low) and holds(high)
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def accepts(task_id, number):
    return TASKS[task_id].low <= number <= TASKS[task_id].high


def test_beta_is_the_first_with_so_small_a_gap():
    x = torch.linspace(-3, 3, 601, dtype=DOUBLE)
    assert accepts("01-beta", first(lambda beta: (softplus(x, beta) - F.relu(x)).max() <= 0.05, 1.0, 100.0))


def worst_error(step):
    x = torch.linspace(-10, 10, 2001, dtype=torch.float32)
    slope = (F.softplus(x + step) - F.softplus(x - step)) / (2 * step)
    return float((slope.double() - torch.sigmoid(x.double())).abs().max())


def test_accepted_steps_are_about_as_accurate_as_it_gets_and_refused_ones_are_not():
    task = TASKS["02-step"]
    best = min(worst_error(10 ** (k / 10)) for k in range(-60, 1))
    assert max(worst_error(step) for step in (task.low, 1e-2, task.high)) < 20 * best
    assert min(worst_error(step) for step in (task.low / 10, task.high * 3)) > 20 * best


def partial_sums(x, beta=2, centre=1, terms=900):
    """Softplus's Taylor polynomials at x, from σ' = βσ(1 − σ) term by term."""
    with mpmath.workdps(60):
        slopes = [1 / (1 + mpmath.exp(-beta * centre))]
        for n in range(terms):
            square = mpmath.fdot(slopes, reversed(slopes))
            slopes.append(beta * (slopes[n] - square) / (n + 1))
        total, sums = mpmath.log1p(mpmath.exp(beta * centre)) / beta, []
        for n, slope in enumerate(slopes):
            total += slope * mpmath.mpf(x - centre) ** (n + 1) / (n + 1)
            sums.append(float(total))
        return sums


@pytest.mark.parametrize(("beyond", "accepted"), [(0.02, True), (-0.02, False)])
def test_taylor_polynomials_leave_softplus_at_accepted_points_only(beyond, accepted):
    task = TASKS["02-counterexample"]
    x = task.low + beyond
    assert accepts("02-counterexample", x) == accepted
    errors = [abs(found - float(softplus(x, 2.0))) for found in partial_sums(x)]
    assert (max(errors[-50:]) > 10 * max(errors[:50])) == accepted
    assert (max(errors[-50:]) < 1e-4) == (not accepted)


def test_the_tangent_crosses_there():
    def slope(x):
        x = torch.tensor(x, dtype=DOUBLE, requires_grad=True)
        return float(torch.autograd.grad(softplus(x, 2.0), x)[0])

    x = first(lambda x: slope(x) >= 0.8, -5.0, 5.0)
    assert accepts("04-crossing", float(softplus(x, 2.0)) - 0.8 * x)


def test_the_threshold_is_the_first_with_so_low_a_step():
    def step(threshold):
        return float(softplus(threshold / 4, 4.0)) - threshold / 4

    assert accepts("05-threshold", first(lambda threshold: step(threshold) <= 1e-6, 1.0, 40.0))


def kept_kib(activation):
    """KiB that autograd keeps for the backward pass, weights and doubles left out."""
    blocks = [part for _ in range(4) for part in (nn.Linear(512, 512), activation())]
    network, kept = nn.Sequential(*blocks, nn.Linear(512, 1)), {}
    weights = {parameter.data_ptr() for parameter in network.parameters()}

    def pack(tensor):
        if tensor.data_ptr() not in weights:
            kept[tensor.data_ptr()] = tensor.numel() * tensor.element_size()
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor):
        network(torch.randn(128, 512, generator=torch.Generator().manual_seed(0)))
    return sum(kept.values()) / 1024


def test_softplus_keeps_so_much_more():
    assert accepts("05-kib", kept_kib(nn.Softplus) - kept_kib(nn.ReLU))


def disagree(x, beta=2.0, threshold=3.0):
    return bool(beta * softplus(x, beta) > threshold) != (beta * x > threshold)


def test_old_and_new_test_disagree_at_accepted_inputs_only():
    task = TASKS["06-counterexample"]
    inside = [task.low + share * (task.high - task.low) for share in (0.0, 0.01, 0.5, 0.99, 1.0)]
    assert all(disagree(x) for x in inside)
    assert not any(disagree(x) for x in (task.low - 1e-5, task.high + 1e-9, -1.0, 0.2736, 3.0, 20.0))
