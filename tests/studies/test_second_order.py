"""Newton, Gauss–Newton and L-BFGS: SciPy and finite differences are the references."""

import numpy as np
import pytest
import torch
from scipy.optimize import approx_fprime, minimize

from course_lib.studies import conclude, difference, of_metric, recorded
from course_lib.studies.data_sets import diabetes, tumours
from course_lib.studies.networks import generator
from course_lib.studies.second_order import (
    LONG,
    SMALL,
    best_margin,
    damped,
    first_weights,
    gauss_newton,
    hessian,
    l_bfgs,
    margin_loss,
    outputs,
    with_gradient,
)


def some_rows(name="softplus"):
    inputs, signs = tumours()
    return inputs[:60], signs[:60], margin_loss(name, inputs[:60], signs[:60], LONG.weight)


@pytest.mark.parametrize("name", ["softplus", "softplus β=10"])
def test_the_hessian_is_that_of_finite_differences(name):
    _, _, loss = some_rows(name)
    w = torch.randn(31, generator=generator(1), dtype=torch.float64) * 0.1
    by_differences = approx_fprime(w.numpy(), lambda v: with_gradient(loss, torch.tensor(v))[1].numpy(), 1e-7)
    assert np.abs(hessian(loss, w).numpy() - by_differences).max() < 1e-5


def test_the_hessian_of_a_hinge_is_that_of_its_penalty():
    _, _, loss = some_rows("relu")
    found = hessian(loss, torch.full((31,), 0.05, dtype=torch.float64))
    assert torch.equal(found, LONG.weight * torch.eye(31, dtype=torch.float64))


def test_gauss_newton_is_the_product_of_the_jacobian_of_finite_differences():
    x = diabetes()[0][:20].double()
    of, w = outputs("softplus", 2, x), first_weights(10, 2, generator(3))
    jacobian = approx_fprime(w.numpy(), lambda v: of(torch.tensor(v)).numpy(), 1e-7)
    assert np.abs(gauss_newton(of, w).numpy() - 2 / 20 * jacobian.T @ jacobian).max() < 1e-5


def test_one_newton_step_solves_a_quadratic():
    a = torch.tensor([[3.0, 1.0], [1.0, 2.0]], dtype=torch.float64)
    b = torch.tensor([1.0, -1.0], dtype=torch.float64)
    found = damped(lambda w: 0.5 * w @ a @ w - b @ w, torch.zeros(2, dtype=torch.float64), lambda w: a, 30)
    torch.testing.assert_close(found.end, torch.linalg.solve(a, b), atol=1e-7, rtol=0)


@pytest.mark.parametrize("name", ["softplus", "softplus β=10"])
def test_all_methods_find_the_loss_that_scipy_finds(name):
    inputs, signs, loss = some_rows(name)
    start = torch.zeros(31, dtype=torch.float64)
    by_scipy = minimize(
        lambda v: tuple(part.numpy() for part in with_gradient(loss, torch.tensor(v))), start, jac=True,
        method="BFGS", options={"gtol": 1e-9},
    ).fun  # fmt: skip
    assert min(damped(loss, start, lambda w: hessian(loss, w), 100).losses) == pytest.approx(
        by_scipy, abs=1e-10
    )
    assert min(l_bfgs(loss, start, 100).losses) == pytest.approx(by_scipy, abs=1e-10)
    assert best_margin(name, inputs, signs, LONG) == pytest.approx(by_scipy, abs=1e-10)


def test_the_best_hinge_is_that_of_a_quadratic_programme():
    """With a slack for each row the hinge is smooth; SciPy's SLSQP solves it on few rows and measures."""
    inputs, signs = (part[::40][:12] for part in tumours())
    inputs = inputs[:, :4]
    count, rows = inputs.shape[1], (signs[:, None] * inputs).numpy()

    def value(v):
        return v[count:].mean() + 0.5 * LONG.weight * v[:count] @ v[:count]

    found = minimize(
        value, np.ones(count + 12), method="SLSQP", options={"ftol": 1e-14, "maxiter": 1000},
        bounds=[(None, None)] * count + [(0, None)] * 12,
        constraints={"type": "ineq", "fun": lambda v: v[count:] - 1 + rows @ v[:count]},
    )  # fmt: skip
    assert best_margin("relu", inputs, signs, LONG) == pytest.approx(found.fun, abs=1e-6)


def test_the_outputs_are_those_of_layers():
    x, w = diabetes()[0][:9].double(), first_weights(10, 3, generator(5))
    layers = torch.nn.Sequential(torch.nn.Linear(10, 3), torch.nn.ReLU(), torch.nn.Linear(3, 1)).double()
    with torch.no_grad():
        layers[0].weight.copy_(w[:30].view(10, 3).T)
        layers[0].bias.copy_(w[30:33])
        layers[2].weight.copy_(w[33:36][None])
        layers[2].bias.copy_(w[36:])
    torch.testing.assert_close(outputs("relu", 3, x)(w), layers(x)[:, 0])


def test_a_method_that_is_left_out_has_no_row():
    from dataclasses import replace

    from course_lib.studies.second_order import run

    frame = run(replace(SMALL, methods=("L-BFGS",)), (0, 1))
    assert all(name.endswith("L-BFGS") for name in frame["condition"])


@pytest.mark.parametrize("again", [False, True])
def test_the_recorded_runs(again):
    frame = recorded("second_order", again).frame
    found = of_metric(frame, "evaluations")
    assert found["margins, softplus, Newton"].max() < 15
    assert (found["margins, relu, Newton"] == LONG.evaluations + 1).all()
    newton = difference(frame, "error", "network, softplus, Newton", "network, relu, Newton")
    assert conclude(newton, LONG.smallest_error) == "smaller"
