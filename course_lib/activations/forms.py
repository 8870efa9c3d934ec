"""Softplus, log(1 + exp(βx))/β, written in seven ways that a reader can check quickly.

In exact arithmetic they are one function. In floating point they fail in different places. Each takes `(x, beta=1.0)`,
keeps x's dtype, shape and device, and can be differentiated. Each raises TypeError for what is no real float tensor or
no number β, and ValueError for a β that is not positive and finite, also in float32, in which PyTorch reads it (in float64
for a float64 x).
The recommended form, `softplus`, and the correctly rounded one, `exact`, are in recommended.py.

ULP figures are worst cases on the regions of z = βx that the course names (`course_lib.accuracy.regions`), float32
on a CPU, against the true value for β as it is given. tests/activations/test_bounds.py holds the same bounds and fails
where one is broken. β that is no power of two: `beta * x` is rounded, and exp makes that |βx| times as large. In float32
PyTorch rounds β itself as well. Together up to 2|βx| ULP more in float32 (105 were found, at β = 0.3 and βx = -87), |βx|
in the other types. tests/activations/test_beta_as_given.py holds that.
"""

import torch
from torch import Tensor
from torch.nn import functional as F

from course_lib.activations.arguments import checked_typed
from course_lib.activations.arithmetic.cuts import cuts

THRESHOLD = 20.0  # PyTorch's, on βx


def naive(x: Tensor, beta: float = 1.0) -> Tensor:
    """log(1 + exp(βx)) / β: the definition, typed in.

    Edges: inf from βx = 88.73 (float32), 709.79 (float64), 11.1 (float16), and NaN as gradient there; exactly 0
    below -16.64, -36.74, -7.63, because 1 + exp(βx) rounds to 1. softplus(-inf) = 0, NaN stays NaN.
    Accuracy: everything is lost (2^24 ULP) left of -16.64, up to 2^24 ULP left of -1, ≤ 6 ULP on (-1, 1), ≤ 3 to its right.

    >>> naive(torch.tensor([-17.0, 0.0, 100.0]))
    tensor([0.0000, 0.6931,    inf])

    Source: the definition; Dugas et al., NIPS 13 (2001).
    """
    x, beta = checked_typed("naive", x, beta)
    return torch.log(1 + torch.exp(beta * x)) / beta


def log1p_form(x: Tensor, beta: float = 1.0) -> Tensor:
    """log1p(exp(βx)) / β: log1p(e) is log(1 + e) without rounding 1 + e.

    Edges: the left tail is right down to the smallest subnormal; still inf (gradient NaN) from βx = 88.73 (float32),
    709.79 (float64), 11.1 (float16) on. NaN stays NaN.
    Accuracy: ≤ 3 ULP up to βx = 88.7; then infinite. β that is no power of two: up to 2|βx| ULP more.

    >>> log1p_form(torch.tensor([-17.0, 0.0, 100.0]))
    tensor([4.1399e-08, 6.9315e-01,        inf])

    Source: Mächler 2012 (Rmpfr vignette "log1mexp-note", eq. 10) without its outer cut-offs.
    """
    x, beta = checked_typed("log1p_form", x, beta)
    return torch.log1p(torch.exp(beta * x)) / beta


def stable(x: Tensor, beta: float = 1.0) -> Tensor:
    """max(x, 0) + log1p(exp(-|βx|)) / β: the exponent is never positive, so nothing overflows.

    Edges: f(inf) = inf, f(-inf) = 0, NaN stays NaN, no threshold. Under autograd |x| and max(x, 0) both have their
    kink at 0 and PyTorch's conventions there do not add up: the slope at exactly 0 comes out as 0 or 1, not 1/2,
    depending on how the maximum is written. `clamp` passes the gradient at the bound: 1.
    Accuracy: ≤ 3 ULP everywhere at β = 1; β that is no power of two: up to 2|βx| ULP more.

    >>> stable(torch.tensor([-17.0, 0.0, 100.0]))
    tensor([4.1399e-08, 6.9315e-01, 1.0000e+02])

    Source: f(x) = x + f(-x), as in Stan's log1p_exp.
    """
    x, beta = checked_typed("stable", x, beta)
    return x.clamp(min=0) + torch.log1p(torch.exp(-(beta * x).abs())) / beta


def logaddexp_form(x: Tensor, beta: float = 1.0) -> Tensor:
    """logaddexp(βx, 0) / β: log(exp(βx) + exp(0)) as one operation of PyTorch.

    Edges: f(inf) = inf, f(-inf) = 0, NaN stays NaN, no threshold. Its slope 1/(1 + exp(-βx)) is 0 already below
    -88.73 in float32, where the true slope is a subnormal number.
    Accuracy: ≤ 1.6 ULP in float32 and ≤ 1.8 in float64 at β = 1 (`softplus` says where it mends that); β that is no
    power of two: up to 2|βx| ULP more.

    >>> logaddexp_form(torch.tensor([-17.0, 0.0, 100.0]))
    tensor([4.1399e-08, 6.9315e-01, 1.0000e+02])

    Source: JAX's softplus (jax/_src/nn/functions.py); NumPy's and SciPy's do the same.
    """
    x, beta = checked_typed("logaddexp_form", x, beta)
    return torch.logaddexp(beta * x, x.new_zeros(())) / beta


def logsigmoid_form(x: Tensor, beta: float = 1.0) -> Tensor:
    """-logsigmoid(-βx) / β: a softplus in all but name, with a fast kernel of its own.

    Edges: f(inf) = inf, f(-inf) = 0 (never -0), NaN stays NaN, no threshold.
    Accuracy: ≤ 3 ULP everywhere at β = 1; β that is no power of two: up to 2|βx| ULP more.

    >>> logsigmoid_form(torch.tensor([-17.0, 0.0, 100.0]))
    tensor([4.1399e-08, 6.9315e-01, 1.0000e+02])

    Source: log σ(-z) = -log(1 + exp z); torch.nn.functional.logsigmoid.
    """
    x, beta = checked_typed("logsigmoid_form", x, beta)
    return -F.logsigmoid(-(beta * x)) / beta


def torch_rule(x: Tensor, beta: float = 1.0, threshold: float = THRESHOLD) -> Tensor:
    """x where βx > threshold, else log1p(exp(βx)) / β: what `F.softplus` does, called as it is.

    Edges: the test is on βx, not on x, and it is strict. threshold > 88.7 (float32) or 709 (float64) lets inf through.
    PyTorch's second derivative is s(1 - s), 100 % wrong in float32 from 16.64 on, and 0 from the threshold on.
    Accuracy: ≤ 3 ULP in float32, where 20 changes no bit at β = 1. In float64 580,163 ULP just above 20, where it
    also falls as x grows. β that is no power of two: up to 2|βx| ULP more in float32, |βx| in float64; none in the half
    types, where PyTorch computes in float32 and rounds once: ≤ 0.501 ULP at every β.

    >>> torch_rule(torch.tensor([20.0, 20.0 + 1e-9], dtype=torch.float64)).diff()
    tensor([-1.0612e-09], dtype=torch.float64)

    Source: torch.nn.Softplus; aten/src/ATen/native/cpu/Activation.cpp.
    """
    x, beta = checked_typed("torch_rule", x, beta)
    return F.softplus(x, beta=beta, threshold=threshold)


def piecewise(x: Tensor, beta: float = 1.0) -> Tensor:
    """0 | exp z | log1p(exp z) | z + exp(-z) | z, all over β, for z = βx between cut-offs derived from the dtype.

    Edges: as `stable`. Every piece sees only the z that belong to it (`clamp`), so that no unused branch of
    `torch.where` can overflow and turn the gradient to NaN.
    Accuracy: ≤ 3 ULP everywhere at β = 1, so no better than `stable`: the pieces save work on one number at a time,
    not on a tensor, where every piece is computed. β that is no power of two: up to 2|βx| ULP more.

    >>> piecewise(torch.tensor([-17.0, 0.0, 100.0]))
    tensor([4.1399e-08, 6.9315e-01, 1.0000e+02])

    Source: log1pexp of LogExpFunctions.jl; Mächler 2012, eq. 10.
    """
    x, beta = checked_typed("piecewise", x, beta)
    cut = cuts(x.dtype)
    z = beta * x
    tiny = torch.exp(z.clamp(max=cut.exp))
    middle = torch.log1p(torch.exp(z.clamp(cut.exp, cut.log1p)))
    large = z + torch.exp(-z.clamp(min=cut.log1p))
    pieces = torch.where(z < cut.exp, tiny, torch.where(z <= cut.log1p, middle, large))
    pieces = torch.where(z < cut.zero, torch.zeros_like(z), pieces)
    return torch.where(z > cut.linear, z, pieces) / beta
