"""Softplus as one compiled pass over memory, with a log1p for the one range that it meets.

exp stays PyTorch's vectorised one: it is good to 0.58 ULP and cheap beside the memory. log1p is what costs: here it is
a short polynomial for e <= exp(-1), and the centre |βx| < 1 has another in x², without exp. The compiler sees rows of
ROW elements, of which only the number may vary: where a row's length varies too (dynamic=True on a flat array), its
loops are 1.5 times slower.
"""

import torch

from course_lib.activations import precise
from course_lib.activations.arguments import checked
from course_lib.activations.kernels.polynomials import CENTRE, LN2, LOG1P_FAR, NEAR, SLOPE, SPLIT
from course_lib.activations.recommended import softplus
from course_lib.activations.saved_output import FromOutput, wants_derivative

# let the compiler fuse a·b + c; take the number of threads when it runs, not when it compiles
OPTIONS: dict = {"cpp.enable_floating_point_contract_flag": "fast", "cpp.dynamic_threads": True}
ROW = 64  # a multiple of every vector's length
SMALL = 16_384  # below, the cost of calling compiled code (about 20 µs) is more than it saves


def fused(x, beta=1.0):
    """log(1 + exp(βx)) / β in one compiled pass, for float32 and the half types with β >= 1; else it is `softplus`.

    Edges: f(inf) = inf, f(-inf) = 0, NaN stays NaN; slope and curvature from the output. The first call for a dtype
    compiles (seconds), which needs a C++ compiler. Below 16,384 elements it computes what `softplus` does.
    Accuracy: ≤ 1.6 ULP in float32 at β = 1 (≤ 0.9 for x > 0), ≤ 3 at any β >= 1. Test: tests/activations/test_kernels.py.

    >>> fused(torch.tensor([-17.0, 0.0, 100.0]))  # doctest: +SKIP
    tensor([4.1399e-08, 6.9315e-01, 1.0000e+02])

    Source: max(x, 0) + log1p(exp(-|βx|))/β; coefficients from kernels/fit.py.
    """
    x, beta = checked("fused", x, beta)
    if x.dtype == torch.float64 or beta < 1.0 or torch.compiler.is_compiling():
        return softplus(x, beta)
    return _Fused.apply(x, beta) if wants_derivative(x) else _Fused.forward(x, beta)


class _Fused(FromOutput):
    @staticmethod
    def forward(x, beta):
        if x.numel() < SMALL or x.is_meta:
            return precise.value(x, beta)
        if beta == 1.0:
            return _in_rows(_value, x)
        return _in_rows(_scaled_value, x, scalar=torch.tensor(beta, dtype=torch.float64))

    @staticmethod
    def backward(ctx, grad):
        (y,) = ctx.saved_tensors
        if wants_derivative(grad, y) or y.numel() < SMALL or not is_plain(grad):
            return FromOutput.backward(ctx, grad)  # to be differentiated again, or not worth a kernel
        return _in_rows(_chain, grad, y, scalar=torch.tensor(ctx.beta, dtype=torch.float32)), None

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


def _in_rows(kernel, *tensors, scalar=None):
    """The kernel's result, of the first tensor's shape. What is left after whole rows is done with some rows again."""
    flat = [tensor.detach().reshape(-1).contiguous() for tensor in tensors]
    result = torch.empty_like(flat[0])
    size = result.numel()
    whole = size - size % ROW
    spans = [slice(0, whole)] if whole == size else [slice(0, whole), slice(size - 2 * ROW, size)]
    scalars = () if scalar is None else (scalar,)
    with torch.no_grad():  # the compiled code asks; so it is compiled once, not once for either answer
        for span in spans:
            kernel(*(_rows(part[span]) for part in (result, *flat)), *scalars)
    return result.view(tensors[0].shape)


def _rows(flat):
    rows = flat.view(-1, ROW)
    torch._dynamo.maybe_mark_dynamic(rows, 0)
    return rows


def value(x):
    """The value at β = 1 as traceable operations in float32."""
    wide = x.float()
    far = wide.relu() + tail(torch.exp(-wide.abs()))
    return torch.where(wide.abs() < NEAR, centre(wide), far).to(x.dtype)


def scaled_value(x, beta):
    """The value at β >= 1, a float64 tensor: what the rounding of βx lost comes back as exp(δ) = 1 + δ."""
    wide = x.float()
    product = wide.double() * beta
    z = product.float()
    delta = torch.where(z.abs() < 1e4, (product - z.double()).float(), 0.0)
    e = torch.exp(-z.abs())
    e = e + e * torch.where(z < 0, delta, -delta)
    narrow = beta.float()
    return torch.where(z.abs() < NEAR, centre(z) / narrow, wide.relu() + tail(e) / narrow).to(x.dtype)


def tail(e):
    """log1p(e) for 0 <= e <= exp(-NEAR)."""
    return e + e * e * horner(e, LOG1P_FAR)


def centre(x):
    """softplus(x) for |x| <= NEAR. ln 2 comes last: what is before it is small there, and its rounding too."""
    w = x * x
    return (0.5 * x + w * horner(w, CENTRE)) + LN2


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
    def kernel(result, *inputs):
        result.copy_(function(*inputs))

    return torch.compile(kernel, fullgraph=True, options=OPTIONS)


_value, _scaled_value, _chain = _compiled(value), _compiled(scaled_value), _compiled(chain)
