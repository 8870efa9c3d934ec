"""The inputs on which a form is tried: every half, a designed sample of the wider types, and where forms change formula."""

import math
from collections.abc import Iterable, Sequence

import torch

from course_lib.accuracy.region import Region, regions
from course_lib.accuracy.truth import float_type
from course_lib.activations import IMPLEMENTATIONS, exact, tensorflow_cut

HALF = (torch.float16, torch.bfloat16)
POINTS = {torch.float32: 100_000, torch.float64: 1_500}  # float64 is judged by mpmath, one number at a time
_NEIGHBOURS = 24


def inputs(
    dtype: torch.dtype, area: Region, points: int | None = None, beta: float = 1.0, cuts: Iterable[float] = ()
) -> torch.Tensor:
    """The inputs that stand for a region, sorted, no two equal. cuts: places on z = βx beside those of the catalogue."""
    if dtype in HALF:
        everything = torch.arange(1 << 16, dtype=torch.int32).to(torch.int16).view(dtype)
        wide = everything.double()
        return everything[(wide > area.low) & (wide <= area.high)].sort().values
    count = points or POINTS[dtype]
    generator = torch.Generator().manual_seed(0)
    even = torch.rand(count // 2, generator=generator, dtype=torch.float64)
    even = _finite_low(area) + even * (_finite_high(area) - _finite_low(area))
    own = (cut / beta for cut in cuts)
    near = _neighbours((area.low, area.high, 0.0, *own, *cut_offs(dtype, beta)), dtype)
    powers = right_of_powers(count // 10, generator) / beta
    x = torch.cat([even, _by_powers(area, dtype, count // 2, generator), powers, near]).to(dtype)
    return x[(x.double() > area.low) & (x.double() <= area.high)].unique()


def right_of_powers(count: int, generator: torch.Generator) -> torch.Tensor:
    """z just right of -k·ln 2: there a power of two lies between f(z) and exp(z), and the roundings of both add up.

    The floats near f are twice as dense as those near exp(z), so that half a spacing of exp(z) is a whole one of f.
    """
    k = torch.randint(1, 40, (count,), generator=generator).double()
    beyond = 0.55 * torch.exp2(-k) * torch.rand(count, generator=generator, dtype=torch.float64)
    return beyond - k * math.log(2)


def _finite_low(area: Region) -> float:
    return max(area.low, area.high * 2 if area.high < 0 else -1e4)


def _finite_high(area: Region) -> float:
    return min(area.high, max(area.low * 4, 1.0))


def _by_powers(area: Region, dtype: torch.dtype, count: int, generator: torch.Generator) -> torch.Tensor:
    """Magnitudes spread evenly in their logarithm, over the part of the region on either side of 0."""
    smallest = math.ldexp(1.0, float_type(dtype)[1])
    parts = []
    for low, high, sign in ((area.low, min(area.high, 0.0), -1), (max(area.low, 0.0), area.high, 1)):
        if low < high:
            near, far = sorted((abs(low), abs(high)))
            ends = math.log2(max(near, smallest)), math.log2(far)
            even = torch.rand(count, generator=generator, dtype=torch.float64)
            power = ends[0] + even * (ends[1] - ends[0])
            parts.append(sign * torch.exp2(power))
    return torch.cat(parts)


def cut_offs(dtype: torch.dtype, beta: float) -> set[float]:
    """Every x at which a form of the catalogue changes its formula, and TensorFlow's rule, which a reader may bring."""
    z = {cut for form in IMPLEMENTATIONS.values() for cut in form.cuts(dtype)}
    return {cut / beta for cut in z | {-tensorflow_cut(dtype), tensorflow_cut(dtype)}}


def neighbours_of_cuts(dtype: torch.dtype, beta: float = 1.0) -> torch.Tensor:
    """The floats around 0, the ends of the regions, and every cut of a form."""
    ends = [end for area in regions(dtype, beta).values() for end in (area.low, area.high)]
    return _neighbours([0.0, *ends, *cut_offs(dtype, beta)], dtype).to(dtype).unique()


def _neighbours(points: Sequence[float], dtype: torch.dtype) -> torch.Tensor:
    """The 24 floats on either side of each point."""
    found = []
    for direction in (-math.inf, math.inf):
        x = torch.tensor(points, dtype=torch.float64).to(dtype)
        for _ in range(_NEIGHBOURS):
            found.append(x)
            x = torch.nextafter(x, torch.full_like(x, direction))
    return torch.cat(found).double()


def images(x: torch.Tensor, beta: float) -> torch.Tensor:
    """Normal y that softplus takes at x: what the inverse is tried on."""
    y = exact(x, beta).unique()
    return y[(y >= torch.finfo(y.dtype).smallest_normal) & y.isfinite()]
