"""Softplus as one compiled pass over memory, with a log1p for the one range that it meets, (0, 1].

exp stays PyTorch's vectorised one: writing it out needs the bits of a float as an integer, which inductor (2.13) moves
through memory element by element; that made the whole 1.5 times slower than F.softplus. log1p is what costs.
"""

import torch

from course_lib.activations import precise
from course_lib.activations.arguments import checked
from course_lib.activations.kernels.polynomials import LN2, LOG1P, SLOPE, SPLIT
from course_lib.activations.recommended import softplus
from course_lib.activations.saved_output import Chain, FromOutput

OPTIONS: dict = {"cpp.enable_floating_point_contract_flag": "fast"}  # let the compiler fuse a·b + c


def fused(x, beta=1.0):
    """log(1 + exp(βx)) / β in one compiled pass, for float32 and the half types with β >= 1; else it is `softplus`.

    Edges: f(inf) = inf, f(-inf) = 0, NaN stays NaN; slope and curvature from the output. The first call for a shape
    compiles (seconds), which needs a C++ compiler.
    Accuracy: ≤ 1.7 ULP in float32 at β = 1, ≤ 3 at any β >= 1. Test: tests/activations/test_kernels.py.

    >>> fused(torch.tensor([-17.0, 0.0, 100.0]))  # doctest: +SKIP
    tensor([4.1399e-08, 6.9315e-01, 1.0000e+02])

    Source: max(x, 0) + log1p(exp(-|βx|))/β; coefficients from kernels/fit.py.
    """
    x, beta = checked("fused", x, beta)
    if x.dtype == torch.float64 or beta < 1.0 or torch.compiler.is_compiling():
        return softplus(x, beta)
    return _Fused.apply(x, beta)


class _Fused(FromOutput):
    @staticmethod
    def forward(x, beta):
        if x.numel() < 2 or x.is_meta:
            return precise.value(x, beta)
        if beta == 1.0:
            return _value(_flat(x)).view(x.shape)
        return _scaled_value(_flat(x), torch.tensor(beta, dtype=torch.float64)).view(x.shape)

    @staticmethod
    def backward(ctx, grad):
        (y,) = ctx.saved_tensors
        if torch.is_grad_enabled() or y.numel() < 2 or not is_plain(grad):
            return Chain.apply(grad, y, ctx.beta), None  # to be differentiated again, or not worth a kernel
        return _chain(_flat(grad), _flat(y), torch.tensor(ctx.beta, dtype=torch.float32)).view(y.shape), None

    @staticmethod
    def vmap(info, in_dims, x, beta):
        return _Fused.apply(x, beta), in_dims[0]


def is_plain(tensor):
    """False for the wrappers of vmap, which have no memory of their own for a kernel to read."""
    try:
        tensor.data_ptr()
    except RuntimeError:
        return False
    return True


def _flat(x):
    """One dimension and nothing to differentiate: so one compiled graph serves every shape of a dtype."""
    return x.detach().reshape(-1).contiguous()


def value(x):
    """The value at β = 1 as traceable operations in float32."""
    wide = x.float()
    return (wide.relu() + tail(torch.exp(-wide.abs()))).to(x.dtype)


def scaled_value(x, beta):
    """The value at β >= 1, a float64 tensor: what the rounding of βx lost comes back as exp(δ) = 1 + δ."""
    wide = x.float()
    product = wide.double() * beta
    z = product.float()
    delta = torch.where(z.abs() < 1e4, (product - z.double()).float(), 0.0)
    e = torch.exp(-z.abs())
    e = e + e * torch.where(z < 0, delta, -delta)
    return (wide.relu() + tail(e) / beta.float()).to(x.dtype)


def tail(e):
    """log1p(e) for 0 <= e <= 1."""
    large = e > SPLIT
    t = torch.where(large, e * 0.5 - 0.5, e)
    return torch.where(large, LN2, 0.0) + (t + t * t * horner(t, LOG1P))


def chain(grad, y, beta):
    """g·(1 - exp(-βy)) as traceable operations in float32."""
    z = y.float() * beta
    slope = torch.where(z < SPLIT, z * horner(z, SLOPE), 1 - torch.exp(-z))
    return (slope * grad.float()).to(grad.dtype)


def horner(x, coefficients):
    total = coefficients[-1]
    for c in reversed(coefficients[:-1]):
        total = total * x + c
    return total


def _compiled(function):
    return torch.compile(function, fullgraph=True, dynamic=True, options=OPTIONS)


_value, _scaled_value, _chain = _compiled(value), _compiled(scaled_value), _compiled(chain)
