"""The true formulas, against mpmath's own numerical calculus at far more digits, and at every edge."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import MPContext, mp

from course_lib.accuracy import formulas

m = MPContext()
m.prec = 200
wide = MPContext()
wide.prec = 8000  # 1 + exp(x) keeps exp(x) for every |x| that is drawn
xs = st.floats(-700, 700)
betas = st.sampled_from([1.0, 0.3, 2.0, 3.0])


def close(found, true, bits=190):
    true = m.mpf(true)
    return found == true or abs(found - true) <= abs(true) * m.mpf(2) ** -bits


def by_definition(x, beta):
    return wide.log(1 + wide.exp(wide.mpf(beta) * wide.mpf(x))) / wide.mpf(beta)


@settings(max_examples=60, deadline=None)
@given(xs, betas)
def test_each_formula_is_the_definition_at_a_thousand_digits(x, beta):
    relu = wide.mpf(max(x, 0.0))
    p = 1 / (1 + wide.exp(-wide.mpf(beta) * wide.mpf(x)))
    assert close(formulas.softplus(m, x, beta), by_definition(x, beta))
    assert close(formulas.gap(m, x, beta), by_definition(x, beta) - relu)
    assert close(formulas.slope(m, x, beta), p)
    assert close(formulas.sigmoid(m, x, beta), p)
    assert close(formulas.curvature(m, x, beta), wide.mpf(beta) * p * (1 - p))
    assert close(formulas.gap_slope(m, x, beta), p - 1 if x > 0 else p if x < 0 else 0)


@settings(max_examples=60, deadline=None)
@given(st.floats(1e-300, 700), betas)
def test_the_inverse_and_log1mexp_are_their_definitions(y, beta):
    exact = wide.mpf(y)
    assert close(formulas.inverse(m, y, beta), wide.log(wide.expm1(wide.mpf(beta) * exact)) / wide.mpf(beta))
    assert close(formulas.log1mexp(m, y), wide.log(-wide.expm1(-exact)))


@pytest.mark.parametrize("beta", [1.0, 3.0])
def test_the_inverse_keeps_its_digits_where_it_passes_0(beta):
    y = math.log(2) / beta
    assert close(
        formulas.inverse(m, y, beta), wide.log(wide.expm1(wide.mpf(beta) * wide.mpf(y))) / wide.mpf(beta)
    )


inf, nan = math.inf, math.nan
EDGES = {
    "softplus": {inf: inf, -inf: 0, 1e300: 1e300, 1.7e308: 1.7e308, nan: nan},
    "slope": {inf: 1, -inf: 0, 1e300: 1, nan: nan},
    "curvature": {inf: 0, -inf: 0, nan: nan},
    "gap": {inf: 0, -inf: 0, nan: nan},
    "gap_slope": {inf: 0, -inf: 0, 0.0: 0, nan: nan},
    "inverse": {inf: inf, 0.0: -inf, -1.0: nan, 1e300: 1e300, nan: nan},
    "log1mexp": {inf: 0, 0.0: -inf, -1.0: nan, -inf: nan, nan: nan},
}


@pytest.mark.parametrize("name, x, true", [(n, x, t) for n, cells in EDGES.items() for x, t in cells.items()])
def test_the_edges(name, x, true):
    found = getattr(formulas, name)(m, x)
    assert m.isnan(found) if math.isnan(true) else m.mpf(found) == true


@pytest.mark.parametrize("name", ["softplus", "slope", "curvature", "gap", "gap_slope"])
@pytest.mark.parametrize("x", [-1.7e308, -1e300, 1e300])
def test_far_out_a_formula_is_positive_or_as_small_as_it_must_be(name, x):
    """exp(-1e300) is no 0 for mpmath: the tail keeps its sign, and is no special case."""
    found = getattr(formulas, name)(m, x, 3.0)
    assert m.isfinite(found) and (found > 0 or (name == "gap_slope" and x > 0))


def test_the_precision_of_the_context_is_left_alone():
    before = mp.prec, m.prec
    formulas.inverse(m, 0.5)
    assert (mp.prec, m.prec) == before
