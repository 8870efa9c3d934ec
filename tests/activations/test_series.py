"""Taylor polynomials of softplus: coefficients against mpmath, and where the series stops to converge."""

import math

import mpmath
import pytest
import torch

from course_lib.activations.series import taylor, taylor_coefficients

CENTRES = (0.0, 1.0, -3.0, 4.0, 8.0, -30.0)
BETAS = (0.5, 1.0, 2.0, 10.0)


def exact_coefficients(degree, centre, beta):
    """The same power series at 500 bits; its own test below holds it against mpmath's numerical derivatives."""
    with mpmath.workprec(500):
        z, b = mpmath.mpf(beta) * mpmath.mpf(centre), mpmath.mpf(beta)
        s = [1 / (1 + mpmath.exp(-z))]
        for k in range(degree):
            square = mpmath.fsum(s[j] * s[k - j] for j in range(k + 1))
            s.append(b * (s[k] - square) / (k + 1))
        return [mpmath.log1p(mpmath.exp(z)) / b] + [s[k] / (k + 1) for k in range(degree)]


@pytest.mark.parametrize("centre, beta", [(0.0, 1.0), (1.5, 2.0), (-2.0, 0.5)])
def test_the_reference_agrees_with_numerical_derivatives(centre, beta):
    with mpmath.workprec(200):
        slow = mpmath.taylor(lambda x: mpmath.log1p(mpmath.exp(beta * x)) / beta, centre, 8)
    for ours, theirs in zip(exact_coefficients(8, centre, beta), slow, strict=True):
        assert abs(ours - theirs) < 1e-25


@pytest.mark.parametrize("centre", CENTRES)
@pytest.mark.parametrize("beta", BETAS)
def test_every_coefficient_is_accurate_on_the_scale_of_the_radius(centre, beta):
    radius = math.hypot(centre, math.pi / beta)
    pairs = zip(taylor_coefficients(60, centre, beta), exact_coefficients(60, centre, beta), strict=True)
    for k, (got, exact) in enumerate(pairs):
        allowed = 1e-15 if k else 4e-16 * max(1.0, abs(float(exact)))
        assert abs(got - exact) * mpmath.mpf(radius) ** k <= allowed, (k, got)


@pytest.mark.parametrize("centre", CENTRES)
@pytest.mark.parametrize("beta", (1.0, 2.0))
def test_inside_the_radius_the_polynomial_converges_and_outside_it_leaves(centre, beta):
    radius = math.hypot(centre, math.pi / beta)
    sides = torch.tensor([-1.0, 1.0], dtype=torch.float64)

    def error(share, degree):
        x = centre + share * radius * sides
        return (
            (taylor(x, degree, centre, beta) - torch.nn.functional.softplus(x, beta, 1e4)).abs().max().item()
        )

    assert error(0.5, 40) < 1e-9
    assert error(1.3, 60) > 10 * error(1.3, 30) > 0


def test_shape_and_dtype_are_those_of_the_input():
    x = torch.zeros(2, 3, dtype=torch.float32)
    result = taylor(x, 6)
    assert result.shape == x.shape and result.dtype == x.dtype
    assert result[0, 0].item() == pytest.approx(math.log(2), rel=1e-7)


def test_degree_zero_is_the_value_at_the_centre():
    assert taylor_coefficients(0, 2.0) == [pytest.approx(2.1269280110429727, rel=1e-15)]


@pytest.mark.parametrize("degree", [-1, 2.5, True, "4"])
def test_a_degree_that_is_none_is_refused_with_advice(degree):
    with pytest.raises(ValueError, match="whole number, 0 or more"):
        taylor_coefficients(degree)


def test_a_beta_that_is_not_positive_is_refused():
    with pytest.raises(ValueError, match="beta is 0"):
        taylor(torch.zeros(1), 3, beta=0)
