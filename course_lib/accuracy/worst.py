"""The worst error of an implementation in a region: the largest over the inputs that `sampling` chooses."""

import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import torch
from mpmath import MPContext

from course_lib.accuracy.evaluation import Form, evaluate
from course_lib.accuracy.float64_reference import reference
from course_lib.accuracy.region import Region, regions
from course_lib.accuracy.sampling import images, inputs
from course_lib.accuracy.truth import QUANTITIES, true_value
from course_lib.accuracy.ulp import ulp_error
from course_lib.activations.arguments import checked_beta, dtype_named
from course_lib.activations.catalogue import Implementation

Truth = torch.Tensor | Sequence[Any]  # float64, or one mpf for each input


@dataclass(frozen=True)
class Worst:
    """The largest error found, in ULP, the input where it is, and how many inputs were tried."""

    ulp: float
    x: float
    points: int


def worst_ulp(
    implementation: Form,
    quantity: str,
    dtype: torch.dtype | str,
    region: Region | str,
    beta: float = 1.0,
    points: int | None = None,
    truth: Callable[[Any, Any, Any], Any] | None = None,
) -> Worst:
    """Worst(ulp, x, points) of one implementation in one region.

    implementation: name, Implementation or any callable (x, beta). quantity: "value", "slope", "curvature" (by
    autograd, unless the implementation is the function of that name) or "inverse". dtype: torch.dtype or its name.
    region: name or Region, in x (for the inverse: where softplus is y). All finite inputs for float16 and bfloat16,
    else `points` of them: half equally spaced, half by powers, random within; and where errors are known to be large:
    the neighbours of both ends and of every cut-off in the catalogue (`Implementation.cuts`), and `right_of_powers`.
    truth: for a function that is no softplus, a callable (mp, x, beta) → mpf that says what is right.
    Inverse: the smaller of forward and backward error (its forward error is unbounded at y = ln 2/β).
    Errors: ValueError for an unknown name, TypeError for what cannot be called.

    For float32 and float64 the result is what a sample found: the true worst may be a little larger.

    >>> worst_ulp("exact", "value", "float16", "left").ulp <= 0.5
    True
    >>> mine = worst_ulp(lambda x, beta: torch.log(1 + torch.exp(x)), "value", "float32", "left")
    >>> mine.ulp > 1000  # of my own function
    True
    """
    if points is not None and (not isinstance(points, int) or points < 2):
        raise ValueError(f"worst_ulp: points = {points!r}; give a whole number, 2 or more, or leave it out.")
    kind = dtype_named(dtype)
    own = implementation.cuts(kind) if isinstance(implementation, Implementation) else ()
    x = inputs(kind, _area(region, kind, beta), points, beta, own)
    if quantity == "inverse":
        x = images(x, beta)
    return judge(implementation, quantity, x, beta, truths(x, quantity, beta, truth))


def judge(implementation: Form, quantity: str, x: torch.Tensor, beta: float, truth: Truth) -> Worst:
    """Worst of one implementation on the inputs x, whose truth is already known."""
    if not x.numel():
        return Worst(math.nan, math.nan, 0)
    result = evaluate(implementation, x, beta, quantity)
    _check_result(result, x)
    error = ulp_error(result, truth, x.dtype)
    if quantity == "inverse":
        error = torch.minimum(error, backward_error(result, x, beta))
    top = int(error.argmax())
    return Worst(error[top].item(), x[top].item(), x.numel())


def _check_result(result: object, x: torch.Tensor) -> None:
    got = type(result).__name__
    if isinstance(result, torch.Tensor):
        got = f"{result.dtype} of shape {tuple(result.shape)}"
    if got != f"{x.dtype} of shape {tuple(x.shape)}":
        raise TypeError(
            f"worst_ulp: the implementation returned {got} for an input of {x.dtype} and shape {tuple(x.shape)}; "
            f"an elementwise function that keeps dtype and shape is expected."
        )


def row(name: str, quantity: str, dtype: str, beta: float, region: str, worst: Worst) -> dict[str, Any]:
    """A row of the stored table."""
    key = {"implementation": name, "quantity": quantity, "dtype": dtype, "beta": beta, "region": region}
    return key | asdict(worst)


def truths(
    x: torch.Tensor, quantity: str, beta: float = 1.0, truth: Callable[[Any, Any, Any], Any] | None = None
) -> Truth:
    """What is right at x: float64 for the narrow types (exact enough), else mpf."""
    if truth is not None:
        mp = MPContext()
        mp.prec = 280
        given = mp.mpf(checked_beta("truth", beta))
        return [truth(mp, mp.mpf(number), given) for number in x.double().tolist()]
    if quantity not in QUANTITIES:
        raise ValueError(f"unknown quantity {quantity!r}; expected one of {', '.join(QUANTITIES)}.")
    if x.dtype == torch.float64 or quantity == "inverse":
        return true_value(x, beta, quantity)
    return reference(x.double(), quantity, beta)


def backward_error(result: torch.Tensor, y: torch.Tensor, beta: float = 1.0) -> torch.Tensor:
    """By how many ULP y must be changed for `result` to be its exact inverse: |softplus(result) - y| in ULP of y."""
    if y.dtype != torch.float64:
        return ulp_error(y, reference(result.double(), "value", beta), y.dtype)
    return ulp_error(y, true_value(result, beta), y.dtype)


def _area(region: Region | str, dtype: torch.dtype, beta: float) -> Region:
    if isinstance(region, Region):
        return region
    known = regions(dtype, beta)
    if region not in known:
        raise ValueError(f"unknown region {region!r}; expected one of {', '.join(known)}.")
    return known[region]
