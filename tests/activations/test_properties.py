"""What is true of softplus everywhere, asked of many random places with Hypothesis (seeded: the same every time)."""

import math

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.accuracy import backward_error
from course_lib.activations import exact, inverse, slope, softplus

DTYPES = (torch.float16, torch.bfloat16, torch.float32, torch.float64)
number = st.one_of(
    st.floats(-110, 60),
    st.floats(-2, 2),
    st.floats(-760, 760),
    st.sampled_from(
        [0.0, -0.0, 1e-30, -1e-30, 20.0, 33.2, -16.6, -36.7, -87.4, -104.0, -745.2, math.inf, -math.inf]
    ),
)
numbers = st.lists(number, min_size=2, max_size=40)
dtypes = st.sampled_from(DTYPES)
betas = st.sampled_from([1.0, 2.0, 3.0, 0.3, 100.0, 0.25])
often = settings(derandomize=True, deadline=None, max_examples=150)


def tensor(values, dtype):
    return torch.tensor(values, dtype=torch.float64).to(dtype)


def ulps(y, count, beta):
    """count spacings of y, and of the smallest number that βx can move it by near 0."""
    info = torch.finfo(y.dtype)
    return count * (y.double().abs() * info.eps + info.smallest_normal * info.eps)


@often
@given(numbers, dtypes, betas)
def test_exact_is_monotone_and_softplus_to_its_last_place(values, dtype, beta):
    x = tensor(values, dtype).sort().values
    assert (exact(x, beta).diff().nan_to_num(nan=0.0) >= 0).all()
    y = softplus(x, beta)
    finite = y.isfinite()
    assert (y[finite].double().diff() >= -ulps(y[finite], 3, beta)[1:]).all()


@often
@given(numbers, dtypes, betas)
def test_it_lies_between_relu_and_relu_plus_ln2_over_beta(values, dtype, beta):
    x = tensor(values, dtype)
    for form, slack in ((exact, 0.5), (softplus, 3)):
        y = form(x, beta)
        finite = y.isfinite() & x.isfinite()
        low = x.double().clamp(min=0)[finite]
        assert (y.double()[finite] >= low - (0 if form is exact else ulps(y, slack, beta)[finite])).all()
        assert (y.double()[finite] <= low + math.log(2) / beta + ulps(y, slack, beta)[finite]).all()


@often
@given(numbers, dtypes, betas)
def test_f_of_x_minus_f_of_minus_x_is_x(values, dtype, beta):
    x = tensor(values, dtype)
    x = x[x.isfinite()]
    for form, slack in ((exact, 0.5), (softplus, 3)):
        up, down = form(x, beta), form(-x, beta)
        gap = (up.double() - down.double() - x.double()).abs()
        assert (gap <= ulps(up, slack, beta) + ulps(down, slack, beta)).all()


@often
@given(st.floats(-60, 60), st.floats(1e-3, 2), betas)
def test_it_is_convex_within_rounding(middle, step, beta):
    x = torch.tensor([middle - step, middle, middle + step], dtype=torch.float64) / beta
    left, centre, right = softplus(x, beta)
    spacing = ulps(torch.stack([left, centre, right]), 3, beta).sum() + 2 * abs(x[1]) * 2**-52
    assert left - 2 * centre + right >= -spacing


@often
@given(st.floats(-30, 30), betas)
def test_the_slope_is_the_limit_of_difference_quotients(middle, beta):
    """Central difference in float64, whose error is h²f'''/6 and rounding over h."""
    h = 1e-4 / beta
    x = torch.tensor([middle / beta - h, middle / beta, middle / beta + h], dtype=torch.float64)
    y = softplus(x, beta)
    quotient = (y[2] - y[0]) / (x[2] - x[0])
    assert abs(quotient - slope(x, beta)[1]) <= 1e-8 + 1e-15 * abs(middle) / 1e-4


@often
@given(st.lists(st.floats(-700, 700), min_size=1, max_size=30), dtypes, betas)
def test_there_and_back_by_backward_error(values, dtype, beta):
    y = softplus(tensor(values, dtype), beta)
    y = y[(y >= torch.finfo(dtype).smallest_normal) & y.isfinite()]
    back = inverse(y, beta)
    good = (back == 0) | (backward_error(back, y, beta) <= 2) | (back.abs() >= 1)
    assert good.all()
    again = softplus(back, beta)
    reach = back.double().abs() * torch.finfo(dtype).eps  # what rounding x may do to y: slope <= 1 and <= β·y
    assert (
        (again.double() - y.double()).abs() <= ulps(y, 5, beta) + reach * (y.double() * beta).clamp(max=1)
    ).all()


@often
@given(numbers, st.sampled_from([torch.float32, torch.float64]), st.sampled_from([0.25, 0.5, 2.0, 64.0]))
def test_beta_is_a_scale_of_x_and_of_f(values, dtype, beta):
    x = tensor(values, dtype)
    x = x[(x.abs() < 80) | ~x.isfinite()]
    scaled = exact(x * beta, 1.0) / beta  # both products are exact for a power of two
    assert torch.equal(exact(x, beta), scaled)
    assert torch.allclose(softplus(x, beta), scaled, rtol=3 * torch.finfo(dtype).eps, atol=0)


def within_three_ulps(y, other):
    """PyTorch's kernels take whole vectors with one exp and log1p, what is left over with another (the C library's).

    Each is within its bound of the truth (tests/activations/test_bounds.py), so they may part by a unit or two in the
    last place when the same number stands elsewhere in a tensor: layout may move a rounding, and nothing else.
    """
    info = torch.finfo(y.dtype)
    return torch.allclose(
        y.double(), other.double(), rtol=3 * info.eps, atol=3 * info.smallest_normal * info.eps
    )


@often
@given(numbers, dtypes, betas, st.integers(1, 5))
def test_layout_moves_no_more_than_a_rounding(values, dtype, beta, copies):
    x = tensor(values, dtype)
    plain = softplus(x, beta)
    wide = x.unsqueeze(1).expand(-1, copies)
    before = wide.clone()
    assert within_three_ulps(softplus(wide, beta), plain.unsqueeze(1).expand(-1, copies))
    assert within_three_ulps(softplus(x.repeat_interleave(2)[::2], beta), plain)
    nearest = exact(x, beta)  # has one right answer, so here not even a rounding may move
    assert torch.equal(exact(wide, beta), nearest.unsqueeze(1).expand(-1, copies))
    assert torch.equal(exact(x.repeat_interleave(2)[::2], beta), nearest)
    assert torch.equal(wide, before)


@often
@given(numbers, dtypes, betas)
def test_nan_and_infinities_pass(values, dtype, beta):
    x = tensor([*values, math.nan, math.inf, -math.inf], dtype).requires_grad_()
    y = softplus(x, beta)
    (gradient,) = torch.autograd.grad(y[:-3].sum() + y[-2:].sum(), x)
    assert y[-3].isnan() and y[-2] == math.inf and y[-1] == 0 and not y[:-3].isnan().any()
    assert gradient[-2] == 1 and gradient[-1] == 0
    assert ((gradient[:-3] >= 0) & (gradient[:-3] <= 1)).all()
