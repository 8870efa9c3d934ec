"""softplus and inverse as Inductor compiles them, on arrays that reach its vector code, in ULP.

The vector code is not the scalar code: up to PyTorch 2.13 it writes expm1(t) as exp(t) - 1 on the CPU, so that a
backward pass with torch.expm1 has slope 0 at x = -20 (pytorch issue 189803).
"""

import math

import pytest
import torch

from course_lib.accuracy import backward_error, regions, true_value, ulp_error
from course_lib.accuracy.sampling import images, inputs
from course_lib.accuracy.worst import truths
from course_lib.activations import inverse, softplus
from course_lib.activations.autograd.expm1 import expm1

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:torch"),
    pytest.mark.filterwarnings("ignore:.*torch.jit.script.* is deprecated:DeprecationWarning"),
]


@pytest.fixture(scope="module")
def compiled():
    """A function of a function of tensors; skips where there is no C++ compiler."""

    def compile_it(function):
        torch.compiler.reset()
        return torch.compile(function, fullgraph=True, dynamic=True)

    try:
        compile_it(torch.neg)(torch.zeros(64))
    except Exception as error:  # whatever the compiler says
        pytest.skip(f"nothing can be compiled here: {error}".splitlines()[0])
    return compile_it


@pytest.mark.parametrize(
    ("dtype", "beta", "value_bound", "slope_bound"),
    [
        ("float32", 1.0, 1.6, 4),
        ("float32", 2.7, 3, 8),
        ("float64", 1.0, 1.5, 4),
        ("float64", 0.3, 3, 8),
        ("float16", 100.0, 0.52, 2),
        ("bfloat16", 0.3, 0.52, 2),
    ],
)
def test_value_and_slope_of_compiled_softplus(compiled, dtype, beta, value_bound, slope_bound):
    traced = compiled(lambda x: softplus(x, beta))
    for region in regions(dtype, beta).values():
        x = inputs(getattr(torch, dtype), region, 20_000 if dtype == "float32" else 400, beta=beta)
        if not len(x):  # float16 has no `deep` at β = 100
            continue
        at = x.clone().requires_grad_()
        y = traced(at)
        (slope,) = torch.autograd.grad(y.sum(), at)
        assert ulp_error(y.detach(), truths(x, "value", beta), x.dtype).max() <= value_bound, region
        if region.name != "underflow":
            assert ulp_error(slope, truths(x, "slope", beta), x.dtype).max() <= slope_bound, region


def test_compiled_inverse(compiled):
    traced = compiled(inverse)
    for region in regions("float32").values():
        y = images(inputs(torch.float32, region, 1_000), 1.0)
        if len(y):
            x = traced(y)
            error = torch.minimum(ulp_error(x, true_value(y, 1.0, "inverse"), x.dtype), backward_error(x, y))
            assert error.max() <= 2, region


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_expm1_compiled_and_its_derivative(compiled, dtype):
    t = torch.cat([-torch.logspace(-40, 2.5, 2001), torch.linspace(-2, 2, 2001), torch.zeros(1)]).to(dtype)
    at = t.clone().requires_grad_()
    traced = compiled(expm1)
    result = traced(at)
    (slope,) = torch.autograd.grad(result.sum(), at)
    truth = torch.expm1(t.double())
    assert ((result.double() - truth).abs() <= 3 * torch.finfo(dtype).eps * truth.abs()).all()
    tiny = torch.finfo(dtype).smallest_normal
    assert torch.allclose(slope.double(), torch.exp(t.double()), rtol=1e-6, atol=tiny)
    ends = torch.tensor([math.nan, -math.inf, 0.0] + [-1.0] * 29, dtype=dtype)
    assert torch.allclose(traced(ends.requires_grad_()), torch.expm1(ends), equal_nan=True)
