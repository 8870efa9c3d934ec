"""exact: the softplus whose every result is the float nearest to the true value."""

import torch

from course_lib.activations.arguments import checked
from course_lib.activations.arithmetic import compensated, double_double
from course_lib.activations.autograd.from_output import FromOutput, differentiable

_DOUBT = 2.0**-50  # 4 ulp of float64; its value is right to 3 (tests/activations/test_bounds.py)

_PIECE = 8192


def cuts(dtype):
    """The places on z = βx where `exact` changes its formula."""
    return (
        double_double.CUTS
        if dtype == torch.float64
        else (*compensated.cuts(torch.float64), *double_double.CUTS)
    )


def exact(x, beta=1.0):
    """log(1 + exp(βx)) / β, correctly rounded, whatever it costs.

    Narrow types: computed in float64; where that leaves doubt about the last bit, again with twice its digits (about
    100 bits, double_double.py) and rounded once. float64: always with twice the digits.
    Edges: f(inf) = inf, f(-inf) = 0, NaN stays NaN; every subnormal result is right. Derivatives come from the output,
    as in `softplus`. Not for torch.compile(fullgraph=True): there it is a graph break, and runs as it is.
    Accuracy: ≤ 0.51 ULP in float16, bfloat16, float32 and float64 at every β. Test: tests/activations/test_bounds.py.

    >>> exact(torch.tensor([-17.0, 0.0, 100.0]))
    tensor([4.1399e-08, 6.9315e-01, 1.0000e+02])

    Source: Dekker 1971 and Knuth for the arithmetic on pairs; Ziv 1991 for rounding after enough digits.
    """
    x, beta = checked("exact", x, beta)
    if not compensated.has_float64(x):
        raise TypeError("exact: this device has no float64, which exact needs; move x to the CPU: x.cpu().")
    return differentiable(_Exact, x, beta)


class _Exact(FromOutput):
    @staticmethod
    def forward(x, beta):
        if x.is_meta:
            return torch.empty_like(x)
        if x.dtype == torch.float64:
            return _twice(x, beta)
        wide = compensated.value(x.double(), beta)
        slack = wide * _DOUBT
        result = _nearest(wide - slack, x.dtype)
        doubtful = _nearest(wide + slack, x.dtype) != result
        if doubtful.any():
            result[doubtful] = _twice(x[doubtful], beta)
        return result

    @staticmethod
    def vmap(info, in_dims, x, beta):
        return _Exact.apply(x, beta), in_dims[0]


def _twice(x, beta):
    """With twice the digits, a piece at a time: some thousand passes over numbers that stay in the cache."""
    result = torch.empty(x.shape, dtype=x.dtype, device=x.device)
    for part, out in zip(x.reshape(-1).split(_PIECE), result.view(-1).split(_PIECE), strict=True):
        z, delta = compensated.product(part, beta)
        out.copy_(double_double.softplus(part, z, delta, beta, x.dtype))
    return result


def _nearest(wide, dtype):
    """float64 rounded once. PyTorch converts float64 to the half types by way of float32, which rounds twice."""
    if dtype == torch.float32:
        return wide.to(dtype)
    once = double_double.rounded((wide, torch.zeros_like(wide)), torch.zeros_like(wide), dtype)
    return torch.where(wide.isfinite() & (wide != 0), once, wide).to(dtype)
