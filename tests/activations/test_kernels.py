"""The kernels that are loaded only when asked for: compiled, and Triton's in its interpreter where it is installed."""

import importlib.util
import math
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.fx.experimental.proxy_tensor import make_fx

from course_lib.accuracy import reference, regions, ulp_error, worst_ulp
from course_lib.activations import IMPLEMENTATIONS, softplus
from course_lib.activations.catalogue import register
from course_lib.activations.kernels import fit, load_kernels, polynomials
from course_lib.activations.kernels.compiled import compiled, in_rows

KERNELS = ("fused", "triton", "triton_exact")
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*torch.jit.script.* is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:torch"),
    # Triton's interpreter computes with NumPy, which warns of inf - inf in the lane that a `where` then drops
    pytest.mark.filterwarnings("ignore:(invalid value|overflow) encountered:RuntimeWarning"),
]


def test_the_coefficients_are_those_of_the_committed_fit():
    fitted = {
        "EXP": fit.exp_coefficients(),
        "LOG1P": fit.log1p_coefficients(),
        "CENTRE": fit.centre_coefficients(),
    }
    for name, coefficients in fitted.items():
        stored = getattr(polynomials, name)
        assert len(stored) == len(coefficients)
        assert all(float(np.float32(c)) == c for c in stored), "not float32"
        assert np.allclose(stored[:4], coefficients[:4], rtol=1e-4)  # lapack differs from machine to machine


def relative_error(polynomial, x, exact):
    return np.abs(polynomial - exact) / np.abs(exact)


def test_the_polynomials_are_as_near_as_they_say():
    r = np.linspace(-fit.HALF_LN2, fit.HALF_LN2, 20_001)
    assert (
        np.max(np.abs(1 + r + r * r * np.polyval(polynomials.EXP[::-1], r) - np.exp(r)) / np.exp(r)) < 2**-28
    )
    e = np.linspace(1e-6, np.exp(-fit.NEAR), 20_000)
    far = e + e * e * np.polyval(polynomials.LOG1P[::-1], e)
    assert np.max(np.abs(far - np.log1p(e)) / np.log1p(e)) < 2**-28
    x = np.linspace(-fit.NEAR, fit.NEAR, 20_000)
    near = np.log(2) + x / 2 + x * x * np.polyval(polynomials.CENTRE[::-1], x * x)
    exact = np.log1p(np.exp(x))
    assert np.max(np.abs(near - exact) / exact) < 2**-26


def test_kernels_are_not_in_the_catalogue_unless_asked_for():
    code = "import course_lib.activations as a; print(sorted({'fused', 'triton', 'triton_exact'} & set(a.IMPLEMENTATIONS)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.fixture(scope="module")
def loaded():
    """The reasons for what is absent; the catalogue is as before afterwards."""
    from course_lib.activations import catalogue

    kept = dict(catalogue._FORMS)
    before = os.environ.get("TRITON_INTERPRET")
    os.environ["TRITON_INTERPRET"] = "1"
    reasons = load_kernels()
    yield reasons
    os.environ.pop("TRITON_INTERPRET") if before is None else os.environ.update(TRITON_INTERPRET=before)
    catalogue._FORMS.clear()
    catalogue._FORMS.update(kept)


@pytest.mark.slow
def test_what_is_absent_says_why(loaded):
    assert set(loaded) == set(KERNELS)
    for name, reason in loaded.items():
        assert (name in IMPLEMENTATIONS) == (reason == "")
    if importlib.util.find_spec("triton") is None:
        assert "triton" in loaded["triton"] and "triton" in loaded["triton_exact"]
    else:  # then its interpreter runs them; else all their tests would be skipped in silence
        assert loaded["triton"] == loaded["triton_exact"] == ""


def present(loaded, name):
    if loaded[name]:
        pytest.skip(f"{name} is not here: {loaded[name]}")
    return IMPLEMENTATIONS[name].function


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "beta", "bound"),
    [
        *[("fused", 1.0, 1.0), ("fused", 2.7, 2), ("fused", 7.7, 2), ("fused", 1e4, 2)],
        *[("triton", 1.0, 1.0), ("triton", 2.7, 2), ("triton", 7.7, 2), ("triton", 1e4, 2)],
        *[("triton_exact", 1.0, 0.51), ("triton_exact", 2.7, 0.51)],
    ],
)
def test_values_and_slopes_of_the_kernels(loaded, name, beta, bound):
    present(loaded, name)
    # below 16,384 numbers `fused` computes what `softplus` does
    points = 20_000 if name == "fused" else 5_000
    for region in regions("float32", beta):
        assert worst_ulp(name, "value", "float32", region, beta, points).ulp <= bound
        if region != "underflow":
            assert worst_ulp(name, "slope", "float32", region, beta, points).ulp <= (2 if beta == 1 else 8)
    assert worst_ulp(name, "value", "float16", "centre", beta).ulp <= 0.51


@pytest.mark.slow
@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_every_half_input_through_the_compiled_form(loaded, dtype):
    form = present(loaded, "fused")
    x = (
        torch.arange(1 << 16, dtype=torch.int32).to(torch.int16).view(dtype)
    )  # enough to reach the compiled code
    assert ulp_error(form(x), reference(x.double()), dtype).max() <= 0.5002


@pytest.mark.slow
@pytest.mark.parametrize("name", ["triton", "triton_exact"])
def test_triton_leaves_what_it_may_not_touch_to_pytorch(loaded, name):
    form, x = present(loaded, name), torch.linspace(-5, 5, 50)
    assert close(form(torch._neg_view(x)), softplus(-x))
    w = torch.ones_like(x)
    assert close(torch.func.vjp(lambda v: v * form(x), w)[1](w)[0], softplus(x))  # x is a constant in there
    at = x.clone().requires_grad_()
    (grad,) = torch.autograd.grad(form(at), at, torch._neg_view(w))
    assert torch.allclose(grad, -torch.sigmoid(x), rtol=1e-6)


def every_float(low, high, step):
    """Every `step`-th positive float32 in [low, high), whole blocks that are large enough for the compiled code."""
    first, last = (torch.tensor([end]).view(torch.int32).item() for end in (low, high))
    return torch.arange(first, last, step, dtype=torch.int32).view(torch.float32).split(2**21)


@pytest.mark.slow
@pytest.mark.parametrize(("sign", "low", "bound"), [(-1, 2.0**-40, 1.0), (1, 2.0**-40, 0.8)])
def test_the_compiled_values_on_a_dense_sample(loaded, sign, low, bound):
    form = present(loaded, "fused")
    for block in (*every_float(low, 0.25, 97), *every_float(0.25, 8.0, 3), *every_float(8.0, 104.0, 11)):
        x = sign * block
        wide = x.double()
        exact = wide.relu() + torch.log1p(
            torch.exp(-wide.abs())
        )  # good to 1e-16 of itself: no part of the bound
        spacing = torch.ldexp(torch.ones_like(exact), torch.frexp(exact).exponent.clamp(min=-125) - 24)
        assert ((form(x).double() - exact).abs() / spacing).max() <= bound


@pytest.mark.slow
@pytest.mark.parametrize("beta", [1.0, 3.0])
@pytest.mark.parametrize("size", [16_384, 16_385, 40_001])
def test_large_arrays_of_any_length_take_the_compiled_code(loaded, size, beta):
    form = present(loaded, "fused")
    x = torch.linspace(-110, 110, size)
    x[:3] = torch.tensor([float("nan"), float("inf"), -float("inf")])
    at = x.clone().requires_grad_()
    value = form(at, beta)
    assert torch.allclose(value, softplus(x, beta), rtol=5e-7, atol=1e-44, equal_nan=True)
    (slope,) = torch.autograd.grad(value.sum(), at)
    assert torch.allclose(
        slope, torch.sigmoid(beta * x.double()).float(), rtol=1e-6, atol=1e-38, equal_nan=True
    )
    half = x.to(torch.bfloat16)
    assert torch.allclose(form(half, beta), softplus(half, beta), rtol=8e-3, equal_nan=True)
    turned = x[: size - size % 4].view(4, -1).t()
    assert torch.equal(form(turned, beta)[3:], form(turned.contiguous(), beta)[3:])


LARGE = torch.linspace(-20, 20, 20_000)


def close(result, expected):
    return torch.allclose(result, expected, rtol=5e-7, atol=1e-44, equal_nan=True)


@pytest.mark.slow
@pytest.mark.filterwarnings(
    "ignore:Attempted to insert a get_attr Node:UserWarning"
)  # PyTorch's own linearize
def test_the_compiled_form_leaves_what_it_may_not_touch_to_pytorch(loaded):
    """Code that is called past PyTorch's dispatcher would crash or return garbage on these."""
    form, x, w = present(loaded, "fused"), LARGE, torch.ones(LARGE.shape)
    expected, slope = softplus(x), torch.sigmoid(x)
    (grad,) = torch.func.vjp(lambda v: v * form(x), w)[1](torch.ones_like(w))  # x is a constant in there
    assert close(grad, expected)
    assert close(torch.func.linearize(form, x)[1](w), slope)
    assert close(make_fx(lambda v: form(v))(x)(x + 1), softplus(x + 1))
    assert close(form(torch._neg_view(x)), softplus(-x))
    at = x.clone().requires_grad_()
    for upstream in (torch._neg_view(w), torch._efficientzerotensor(x.shape)):
        (grad,) = torch.autograd.grad(form(at), at, upstream)
        assert close(grad, upstream * slope)
    with torch.device("meta"):
        assert close(form(x, 2.0), softplus(x, 2.0))
    with FakeTensorMode(allow_non_fake_inputs=True):
        assert form(x).shape == x.shape


@pytest.mark.slow
def test_the_result_is_no_view_and_a_changed_output_is_noticed(loaded):
    form = present(loaded, "fused")
    with torch.no_grad():
        assert not form(LARGE.view(100, 200))._is_view()
    y = form(LARGE.clone().requires_grad_())
    y.mul_(2)
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        y.sum().backward()


@pytest.mark.slow
def test_where_nothing_may_be_compiled_the_eager_form_answers(loaded, monkeypatch):
    form, module = present(loaded, "fused"), sys.modules["course_lib.activations.kernels.fused"]
    refused = []

    def not_yet_compiled(result, *inputs):
        refused.append(result.shape)
        result.fill_(math.nan)  # so that its answer is not mistaken for the eager form's

    for name in ("_value", "_scaled_value", "_times_slope"):
        monkeypatch.setattr(module, name, compiled(not_yet_compiled))
    with torch.compiler.set_stance("force_eager"):
        for beta in (1.0, 3.0):
            at = LARGE.clone().requires_grad_()
            y = form(at, beta)
            y.sum().backward()
            assert close(y, softplus(LARGE, beta))
            assert torch.allclose(at.grad, torch.sigmoid(beta * LARGE), rtol=1e-6)
    assert len(refused) == 4  # two values, two slopes


@pytest.mark.slow
def test_the_first_call_from_many_threads_compiles_once(loaded):
    form, kernel = present(loaded, "fused"), compiled(lambda result, x: result.copy_(x + 1))
    with ThreadPoolExecutor(12) as pool:
        results = list(pool.map(lambda n: in_rows(kernel, LARGE + n), range(12)))
    assert all(torch.equal(result, LARGE + n + 1) for n, result in enumerate(results))
    assert form(LARGE).shape == LARGE.shape


@pytest.mark.slow
@pytest.mark.parametrize("name", KERNELS)
def test_edges_shapes_and_second_derivatives_of_the_kernels(loaded, name):
    form = present(loaded, name)
    inf, nan = float("inf"), float("nan")
    ends = form(torch.tensor([-inf, inf, nan, -1e30, 1e30]))
    assert (
        ends[:2].tolist() == [0.0, inf]
        and ends[2].isnan()
        and ends[3:].tolist() == [0.0, torch.tensor(1e30).item()]
    )
    for shape in ((), (0,), (2, 3)):
        assert form(torch.zeros(shape), 2.0).shape == shape
    turned = torch.linspace(-3, 3, 12).view(3, 4).t()
    assert torch.allclose(form(turned), softplus(turned), rtol=1e-6)
    assert form(torch.zeros(2, dtype=torch.float64)).dtype == torch.float64
    x = torch.linspace(-5, 5, 7).requires_grad_()
    (first,) = torch.autograd.grad(form(x).sum(), x, create_graph=True)
    (second,) = torch.autograd.grad(first.sum(), x)
    s = torch.sigmoid(x.detach())
    assert torch.allclose(first, s, rtol=1e-6) and torch.allclose(second, s * (1 - s), rtol=1e-5)
    (batched,) = torch.autograd.grad(form(x), x, torch.eye(7), is_grads_batched=True)
    assert torch.allclose(batched.diagonal(), s, rtol=1e-6)


@pytest.mark.cuda
@pytest.mark.parametrize("name", ["triton", "triton_exact"])
@pytest.mark.parametrize("dtype", ["float16", "bfloat16", "float32"])
def test_triton_on_a_gpu_agrees_with_the_correctly_rounded_form(loaded, name, dtype):
    if not torch.cuda.is_available():
        pytest.skip(
            "needs an NVIDIA GPU: run `make test TEST_ARGS='tests/activations -m cuda'` on a machine that has one"
        )
    form = present(loaded, name)
    x = torch.linspace(-30, 30, 6001, dtype=getattr(torch, dtype))
    exact = IMPLEMENTATIONS["exact"].function(x)
    near = {"float16": 2e-3, "bfloat16": 1.6e-2, "float32": 3e-7}[dtype]
    assert torch.allclose(form(x.cuda()).cpu().double(), exact.double(), rtol=near, atol=0)


def test_the_catalogue_takes_implementations_only():
    with pytest.raises(TypeError, match="expected an Implementation, got str"):
        register("fused")
