"""The worst error of an implementation in a region: every input of the half types, a designed sample of the others."""

import math
from dataclasses import dataclass

import torch
from mpmath import MPContext

from course_lib.accuracy.evaluation import evaluate
from course_lib.accuracy.float64_reference import reference
from course_lib.accuracy.region import Region, regions
from course_lib.accuracy.truth import QUANTITIES, true_value
from course_lib.accuracy.ulp import ulp_error
from course_lib.activations import cuts, exact, tensorflow_cut
from course_lib.activations.arguments import checked_beta, dtype_named

HALF = (torch.float16, torch.bfloat16)
POINTS = {torch.float32: 100_000, torch.float64: 1_500}  # float64 is judged by mpmath, one number at a time
_NEIGHBOURS = 24


@dataclass(frozen=True)
class Worst:
    """The largest error found, in ULP, the input where it is, and how many inputs were tried."""

    ulp: float
    x: float
    points: int


def worst_ulp(implementation, quantity, dtype, region, beta=1.0, points=None, seed=0, truth=None):
    """Worst(ulp, x, points) of one implementation in one region.

    implementation: name, Implementation or any callable (x, beta). quantity: "value", "slope", "curvature" (by
    autograd, unless the implementation is the function of that name) or "inverse". dtype: torch.dtype or its name.
    region: name or Region, in x (for the inverse: where softplus is y). All finite inputs for float16 and bfloat16,
    else `points` of them: half equally spaced, half by powers, random within; and where errors are known to be large:
    the neighbours of both ends and of every cut of a form, and the places of `right_of_powers`.
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
    dtype, area = dtype_named(dtype), _area(region, dtype, beta)
    x = inputs(dtype, area, points, seed, beta)
    if quantity == "inverse":
        x = images(x, beta)
    return judge(implementation, quantity, x, beta, truths(x, quantity, beta, truth))


def judge(implementation, quantity, x, beta, truth):
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


def _check_result(result, x):
    if not isinstance(result, torch.Tensor) or (result.shape, result.dtype) != (x.shape, x.dtype):
        tensor = isinstance(result, torch.Tensor)
        got = f"{result.dtype} of shape {tuple(result.shape)}" if tensor else type(result).__name__
        raise TypeError(
            f"worst_ulp: the implementation returned {got} for an input of {x.dtype} and shape {tuple(x.shape)}; "
            f"an elementwise function that keeps dtype and shape is expected."
        )


def truths(x, quantity, beta=1.0, truth=None):
    """What is right at x: float64 for the narrow types (exact enough), else mpf."""
    if truth is not None:
        mp = MPContext()
        mp.prec = 280
        rounded = mp.mpf(checked_beta("truth", beta, x.dtype))
        return [truth(mp, mp.mpf(number), rounded) for number in x.double().tolist()]
    if quantity not in QUANTITIES:
        raise ValueError(f"unknown quantity {quantity!r}; expected one of {', '.join(QUANTITIES)}.")
    if x.dtype == torch.float64 or quantity == "inverse":
        return true_value(x, beta, quantity)
    return reference(x.double(), quantity, checked_beta("truth", beta, x.dtype))


def backward_error(result, y, beta=1.0):
    """By how many ULP y must be changed for `result` to be its exact inverse: |softplus(result) - y| in ULP of y."""
    if y.dtype != torch.float64:
        image = reference(result.double(), "value", checked_beta("backward_error", beta, y.dtype))
        return ulp_error(y, image, y.dtype)
    rounded = checked_beta("backward_error", beta, y.dtype)
    return ulp_error(y, true_value(result, rounded), y.dtype)


def inputs(dtype, area, points=None, seed=0, beta=1.0):
    """The inputs that stand for a region, sorted, without repetition."""
    if dtype in HALF:
        everything = torch.arange(1 << 16, dtype=torch.int32).to(torch.int16).view(dtype)
        wide = everything.double()
        return everything[(wide > area.low) & (wide <= area.high)].sort().values
    count = points or POINTS[dtype]
    generator = torch.Generator().manual_seed(seed)
    even = torch.rand(count // 2, generator=generator, dtype=torch.float64)
    even = _finite_low(area) + even * (_finite_high(area) - _finite_low(area))
    near = _neighbours((area.low, area.high, 0.0, *_cuts(dtype, beta)), dtype)
    powers = right_of_powers(count // 10, generator) / beta
    x = torch.cat([even, _by_powers(area, dtype, count // 2, generator), powers, near]).to(dtype)
    return x[(x.double() > area.low) & (x.double() <= area.high)].unique()


def right_of_powers(count, generator):
    """z just right of -k·ln 2: there a power of two lies between f(z) and exp(z), and the roundings of both add up.

    The floats near f are twice as dense as those near exp(z), so that half a spacing of exp(z) is a whole one of f.
    """
    k = torch.randint(1, 40, (count,), generator=generator).double()
    return -k * math.log(2) + 0.55 * torch.exp2(-k) * torch.rand(
        count, generator=generator, dtype=torch.float64
    )


def _finite_low(area):
    return max(area.low, area.high * 2 if area.high < 0 else -1e4)


def _finite_high(area):
    return min(area.high, max(area.low * 4, 1.0))


def _by_powers(area, dtype, count, generator):
    """Magnitudes spread evenly in their logarithm, over the part of the region on either side of 0."""
    smallest = torch.finfo(dtype).smallest_normal * torch.finfo(dtype).eps
    parts = []
    for low, high, sign in ((area.low, min(area.high, 0.0), -1), (max(area.low, 0.0), area.high, 1)):
        if low < high:
            near, far = sorted((abs(low), abs(high)))
            ends = math.log2(max(near, smallest)), math.log2(far)
            power = ends[0] + torch.rand(count, generator=generator, dtype=torch.float64) * (
                ends[1] - ends[0]
            )
            parts.append(sign * torch.exp2(power))
    return torch.cat(parts)


def _cuts(dtype, beta):
    """Every x at which a form in the registry changes its formula."""
    ends = [20.0, 40.0, -600.0, -tensorflow_cut(dtype), tensorflow_cut(dtype), *cuts(dtype)]
    return [end / beta for end in ends]


def neighbours_of_cuts(dtype, beta=1.0):
    """The floats around 0, the ends of the regions, and every cut of a form."""
    ends = [end for area in regions(dtype, beta).values() for end in (area.low, area.high)]
    return _neighbours([0.0, *ends, *_cuts(dtype, beta)], dtype).to(dtype).unique()


def _neighbours(points, dtype):
    """The 24 floats on either side of each point."""
    found = []
    for direction in (-math.inf, math.inf):
        x = torch.tensor(points, dtype=torch.float64).to(dtype)
        for _ in range(_NEIGHBOURS):
            found.append(x)
            x = torch.nextafter(x, torch.full_like(x, direction))
    return torch.cat(found).double()


def images(x, beta):
    """Normal y that softplus takes at x: what the inverse is tried on."""
    y = exact(x, beta).unique()
    return y[(y >= torch.finfo(y.dtype).smallest_normal) & y.isfinite()]


def _area(region, dtype, beta):
    if isinstance(region, Region):
        return region
    known = regions(dtype, beta)
    if region not in known:
        raise ValueError(f"unknown region {region!r}; expected one of {', '.join(known)}.")
    return known[region]
