"""The ULP bounds that the docstrings promise, measured. Half types: every one of the 65,536 inputs."""

import math

import numpy as np
import pytest
import torch
from torch.fx.experimental.proxy_tensor import make_fx

from course_lib.accuracy import backward_error, regions, true_value, ulp_error, worst_ulp
from course_lib.accuracy.sampling import images, inputs, right_of_powers
from course_lib.activations import IMPLEMENTATIONS, curvature, exact, inverse, slope, softplus

HALF = (torch.float16, torch.bfloat16)
WIDE = ("float32", "float64")
REGIONS = tuple(regions("float32"))
NORMAL = tuple(name for name in REGIONS if name != "underflow")
POINTS = {"float32": 20_000, "float64": 400}
INVERSE_POINTS = 1_000  # mpmath judges every one
BETAS = (1.0, 100.0, 2.7, 0.3)


def worst(name, quantity, dtype, beta=1.0, areas=REGIONS):
    found = [worst_ulp(name, quantity, dtype, area, beta, POINTS.get(dtype)).ulp for area in areas]
    return max(ulp for ulp in found if not math.isnan(ulp))


@pytest.fixture(scope="module", params=HALF, ids=str)
def every_half(request):
    """All inputs of a half type."""
    return torch.arange(1 << 16, dtype=torch.int32).to(torch.int16).view(request.param)


def by_numpy(x, quantity):
    """Value, slope or curvature in float64 by NumPy, which shares no exp and no log1p with PyTorch."""
    wide = x.double().numpy()
    e = np.exp(-np.abs(wide))
    return torch.from_numpy(
        {
            "value": np.maximum(wide, 0) + np.log1p(e),
            "slope": np.where(wide < 0, e, 1.0) / (1 + e),
            "curvature": e / (1 + e) ** 2,
        }[quantity]
    )


def worst_of_halves(result, x, quantity):
    """The largest error in ULP, by mpmath.

    mpmath judges the results whose error by NumPy is within 0.01 ULP of the largest: no other can be the worst, for
    NumPy's truth is off by less than 2^-38 ULP of a half type (`test_numpy_knows_where_mpmath_must_look`).
    """
    rough = ulp_error(result, by_numpy(x, quantity), x.dtype)
    near = rough >= rough.max() - 0.01
    return ulp_error(result[near], true_value(x[near], 1.0, quantity, bits=100), x.dtype).max()


def test_numpy_knows_where_mpmath_must_look(every_half):
    some = every_half[::61]
    for quantity in ("value", "slope", "curvature"):
        truth = true_value(some, 1.0, quantity, bits=100)
        assert ulp_error(by_numpy(some, quantity), truth, torch.float64).max() <= 8
        good = by_numpy(some, quantity).to(some.dtype)
        assert worst_of_halves(good, some, quantity) == ulp_error(good, truth, some.dtype).max() <= 0.5001
        for wrong in (torch.nextafter(good[77], good[77] + 1), math.nan, math.inf):
            bad = good.clone()
            bad[77] = wrong  # one wrong number is found
            assert worst_of_halves(bad, some, quantity) == ulp_error(bad, truth, some.dtype).max() > 0.5001


@pytest.mark.slow
def test_every_half_input_is_nearest_to_the_truth(every_half):
    x = every_half
    for name, bound in (
        ("exact", 0.5),
        ("softplus", 0.5001),
        ("logaddexp_form", 0.5001),
        ("torch_rule", 0.5001),
    ):
        assert worst_of_halves(IMPLEMENTATIONS[name].function(x), x, "value") <= bound, name
    assert worst_of_halves(slope(x), x, "slope") <= 0.5001
    assert worst_of_halves(curvature(x), x, "curvature") <= 0.5001


def test_every_half_slope_by_autograd(every_half):
    x = every_half.clone().requires_grad_()
    (grad,) = torch.autograd.grad(softplus(x).sum(), x)
    assert worst_of_halves(grad, every_half, "slope") <= 2


@pytest.mark.parametrize("dtype", WIDE)
@pytest.mark.parametrize("beta", BETAS)
def test_exact_is_correctly_rounded(dtype, beta):
    assert worst("exact", "value", dtype, beta) <= 0.51


@pytest.mark.parametrize("dtype", [str(d).removeprefix("torch.") for d in HALF])
@pytest.mark.parametrize("beta", BETAS[1:])
def test_half_types_are_right_at_every_beta(dtype, beta):
    assert worst("exact", "value", dtype, beta) <= 0.5
    assert worst("softplus", "value", dtype, beta) <= 0.5001


@pytest.mark.parametrize(("dtype", "bound"), [("float32", 1.6), ("float64", 1.5)])
def test_softplus_at_beta_one(dtype, bound):
    assert worst("softplus", "value", dtype) <= bound


def test_softplus_in_float64_where_a_power_of_two_lies_between_value_and_exponential():
    g = torch.Generator().manual_seed(3)
    edge = -710 + 3 * torch.rand(600, generator=g, dtype=torch.float64)
    x = torch.cat([right_of_powers(6_000, g), edge])
    truth = true_value(x)
    assert ulp_error(softplus(x), truth, x.dtype).max() <= 1.5
    assert torch.equal(softplus(torch.cat([x, x.new_tensor([math.nan])]))[:-1], softplus(x))
    turned = x.view(60, 110).t()
    assert torch.equal(softplus(turned), softplus(turned.contiguous()))
    plain = torch.logaddexp(x, x.new_zeros(()))  # the sample would show it: PyTorch's own is worse here
    assert ulp_error(plain, truth, x.dtype).max() > ulp_error(softplus(x), truth, x.dtype).max()


@pytest.mark.filterwarnings(
    "ignore:Attempted to insert a get_attr Node:UserWarning"
)  # both by PyTorch's linearize
@pytest.mark.filterwarnings("ignore:.*torch.jit.script.* is deprecated:DeprecationWarning")
def test_softplus_in_float64_can_be_recorded_and_transformed():
    """What looks at the numbers of a large array must not run where only operations are recorded."""
    x = torch.linspace(-20, 20, 5000, dtype=torch.float64)
    expected = softplus(x)
    assert torch.allclose(make_fx(lambda v: softplus(v))(x)(x + 1), softplus(x + 1), rtol=1e-15)
    assert torch.allclose(torch.func.linearize(softplus, x)[1](torch.ones_like(x)), torch.sigmoid(x))
    assert torch.allclose(torch.func.vmap(softplus)(x.view(50, 100)).view(-1), expected, rtol=1e-15)
    assert torch.allclose(softplus(torch._neg_view(x), 3.0), softplus(-x, 3.0), rtol=1e-15)
    with torch.device("meta"):
        assert torch.equal(softplus(x), expected)


@pytest.mark.parametrize("dtype", WIDE)
@pytest.mark.parametrize("beta", [100.0, 2.7, 0.3, 1e-3, 7.7])
def test_softplus_at_every_beta(dtype, beta):
    assert worst("softplus", "value", dtype, beta) <= 3


@pytest.mark.parametrize(("form", "bound"), [("stable", 3), ("logsigmoid_form", 3), ("piecewise", 3)])
@pytest.mark.parametrize("dtype", WIDE)
def test_the_other_stable_forms(form, dtype, bound):
    assert worst(form, "value", dtype) <= bound


def test_the_naive_form_and_the_threshold_fail_where_their_docstrings_say():
    assert worst("naive", "value", "float32", areas=("deep",)) >= 2**23
    assert worst("naive", "value", "float32", areas=("centre",)) <= 6
    assert worst("naive", "value", "float32", areas=("linear",)) == math.inf
    assert worst("log1p_form", "value", "float32", areas=("deep", "left", "centre", "right")) <= 3
    assert worst("torch_rule", "value", "float32") <= 3
    assert 580_162 < worst("torch_rule", "value", "float64", areas=("right",)) < 580_164
    assert worst("logaddexp_form", "value", "float32", 100.0, areas=("deep",)) > 30


@pytest.mark.parametrize("dtype", ["float16", "bfloat16", *WIDE])
@pytest.mark.parametrize("beta", BETAS)
def test_slope_by_autograd_where_the_value_is_normal(dtype, beta):
    bound = {"float32": 4 if beta == 1.0 else 8, "float64": 4 if beta == 1.0 else 8}
    assert worst("softplus", "slope", dtype, beta, NORMAL) <= bound.get(dtype, 2)


@pytest.mark.parametrize("dtype", WIDE)
def test_slope_by_autograd_where_the_value_is_subnormal(dtype):
    """Bounded by what y itself has lost: half a spacing of y is β/2 spacings of the slope."""
    assert worst("softplus", "slope", dtype, 1.0, ("underflow",)) <= 2
    assert worst("softplus", "slope", dtype, 100.0, ("underflow",)) <= 52


@pytest.mark.parametrize("dtype", WIDE)
@pytest.mark.parametrize("beta", BETAS)
def test_slope_and_curvature_from_the_input(dtype, beta):
    assert worst("slope", "slope", dtype, beta) <= (0.51 if dtype == "float32" else 3)
    assert worst("curvature", "curvature", dtype, beta) <= (0.51 if dtype == "float32" else 6)


@pytest.mark.parametrize(("dtype", "bound"), [("float32", 20), ("float64", 70)])
def test_curvature_by_autograd_from_the_saved_output(dtype, bound):
    assert worst("softplus", "curvature", dtype) <= bound
    assert worst("torch_rule", "curvature", dtype, areas=("right",)) > 1000  # PyTorch's own


@pytest.mark.parametrize("dtype", WIDE)
@pytest.mark.parametrize("beta", BETAS)
def test_the_inverse_by_the_smaller_of_forward_and_backward_error(dtype, beta):
    found = [worst_ulp("inverse", "inverse", dtype, area, beta, INVERSE_POINTS).ulp for area in NORMAL]
    assert max(ulp for ulp in found if not math.isnan(ulp)) <= 2


def half_images(dtype, beta):
    """Every y that softplus takes at a half x, where y is normal."""
    known = regions(dtype, beta)
    return images(torch.cat([inputs(dtype, known[area], beta=beta) for area in NORMAL]), beta)


def inverse_by_numpy(y, beta):
    """In float64; its error is about 2^-52·y, for x near 0 as well: 2^-30 ULP of a half type or less."""
    wide = y.double().numpy()
    return torch.from_numpy(wide + np.log(-np.expm1(-beta * wide)) / beta)


def worst_inverse_of_halves(x, y, beta):
    """The larger ones of min(forward, backward error) by NumPy, judged by mpmath, as in `worst_of_halves`."""
    back = backward_error(x, y, beta)
    rough = torch.minimum(ulp_error(x, inverse_by_numpy(y, beta), x.dtype), back)
    near = rough >= rough.max() - 0.01
    forward = ulp_error(x[near], true_value(y[near], beta, "inverse"), x.dtype)
    return torch.minimum(forward, back[near]).max()


@pytest.mark.parametrize("dtype", HALF, ids=str)
@pytest.mark.parametrize("beta", BETAS)
def test_the_inverse_of_every_half(dtype, beta):
    y = half_images(dtype, beta)
    assert worst_inverse_of_halves(inverse(y, beta), y, beta) <= 2


@pytest.mark.parametrize("dtype", HALF, ids=str)
@pytest.mark.parametrize("beta", BETAS)
def test_numpy_knows_where_mpmath_must_look_at_the_inverse(dtype, beta):
    y = half_images(dtype, beta)
    y = torch.cat(
        [y[::97], y[(y.double() * beta - math.log(2)).abs().argsort()[:5]]]
    )  # where x is near 0 too
    x, truth = inverse_by_numpy(y, beta).to(dtype), true_value(y, beta, "inverse")
    exact = ulp_error(x, truth, dtype)
    assert (ulp_error(x, inverse_by_numpy(y, beta), dtype) - exact).abs().max() <= 0.001
    for wrong in (x[9] * 1.25, math.nan):  # one wrong number is found
        bad = x.clone()
        bad[9] = wrong
        all_of_them = torch.minimum(ulp_error(bad, truth, dtype), backward_error(bad, y, beta)).max()
        assert worst_inverse_of_halves(bad, y, beta) == all_of_them > 2


@pytest.mark.parametrize("dtype", WIDE)
@pytest.mark.parametrize("beta", [1.0, 2.7, 0.3])
def test_the_inverse_from_the_smallest_normal_to_the_largest(dtype, beta):
    dtype = getattr(torch, dtype)
    info = torch.finfo(dtype)
    power = torch.linspace(
        math.log2(info.smallest_normal), math.log2(info.max) - 1e-3, 400, dtype=torch.float64
    )
    y = torch.exp2(power).to(dtype)
    near_ln2 = torch.tensor(math.log(2) / beta, dtype=dtype) * (
        1 + torch.linspace(-1e-3, 1e-3, 101, dtype=dtype)
    )
    y = torch.cat([y, near_ln2, torch.tensor([info.smallest_normal, info.max], dtype=dtype)])
    x = inverse(y, beta)
    forward = ulp_error(x, true_value(y, beta, "inverse"), dtype)
    assert torch.minimum(forward, backward_error(x, y, beta)).max() <= 2


@pytest.mark.parametrize("beta", [0.3, 0.7])
def test_the_inverse_where_three_roundings_add_up(beta):
    """expm1, log and the division by β, in float64, around x = -1/β: 2.3 ULP unless the division is made up for."""
    g = torch.Generator().manual_seed(1)
    y = (0.24 + 0.08 * torch.rand(6_000, generator=g, dtype=torch.float64)) / beta
    x = inverse(y, beta)
    forward = ulp_error(x, true_value(y, beta, "inverse"), x.dtype)
    assert torch.minimum(forward, backward_error(x, y, beta)).max() <= 1.9


def test_the_inverse_at_the_smallest_beta_overflows_to_minus_infinity():
    y = torch.tensor([1e300, 1e-300], dtype=torch.float64)
    assert inverse(y, 2.3e-308).tolist() == [-math.inf, -math.inf]


def test_a_learned_beta_is_as_accurate_as_a_fixed_one():
    x = torch.linspace(-80, 30, 4001)
    for beta in (1.0, 3.0, 0.3):
        x_here = x / beta
        held = torch.tensor(beta)
        result = softplus(x_here, held)
        assert ulp_error(result, true_value(x_here, held.item()), torch.float32).max() <= 0.51
        wide = x_here.double()[::10]
        result = softplus(wide, torch.tensor(beta, dtype=torch.float64))
        assert ulp_error(result, true_value(wide, beta), torch.float64).max() <= 3


@pytest.mark.parametrize("beta", [1.1, 1000.0, 0.01, 1e-30])
def test_a_learned_beta_far_left_in_float64(beta):
    """Where exp(βx) is tiny, and where it is subnormal although exp(βx)/β is not."""
    z = torch.linspace(-730, -300, 400, dtype=torch.float64) + min(0.0, math.log(beta))
    x = (z / beta).requires_grad_()
    y = softplus(x, torch.tensor(beta, dtype=torch.float64))
    assert ulp_error(y.detach(), true_value(x, beta), x.dtype).max() <= 3
    y.sum().backward()
    normal = y >= torch.finfo(y.dtype).smallest_normal
    assert normal.any()
    assert ulp_error(x.grad[normal], true_value(x[normal], beta, "slope"), x.dtype).max() <= 8


def test_exact_at_the_hardest_places():
    """Subnormals, ties, the switch to e^z, huge and tiny β, in float64 against mpmath at 200 bits."""
    g = torch.Generator().manual_seed(5)
    for beta in (1.0, 1e-300, 1e-305, 1e300, 0.1):
        z = torch.cat(
            [torch.rand(300, generator=g, dtype=torch.float64) * 830 - 790, torch.linspace(-81, -79, 21)]
        )
        x = (z.double() + math.log(beta)) / beta
        x = x[x.isfinite()]
        assert ulp_error(exact(x, beta), true_value(x, beta), torch.float64).max() <= 0.51, beta
