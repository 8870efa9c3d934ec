"""How long does a unit with softplus take to move out of its left tail, in exact arithmetic and in floats?

One unit at the sum z is asked for more output, by a constant pull g, and plain SGD steps its bias: z ← z + rate·g·σ(z).
Between the steps nothing else changes. For small steps this is the differential equation dz/dn = s·σ(z) with s = rate·g,
and dn = (1 + e⁻ᶻ) dz/s has the solution n = (z₁ − z₀ + e⁻ᶻ⁰ − e⁻ᶻ¹)/s.
"""

from __future__ import annotations

import math

import torch

from course_lib.studies.running import StudyError


def steps_exactly(start: float, end: float, size: float = 1.0, digits: int = 30) -> float:
    """Steps of size·σ(z) from z = start up to z = end, from the differential equation, in mpmath.

    Right to about one step in `(end − start)/size`: σ grows within a step, by a factor below exp(size·σ).
    Raises StudyError unless start ≤ end and size > 0.
    """
    import mpmath

    if not (start <= end and size > 0):
        raise StudyError(f"start={start!r}, end={end!r}, size={size!r}: start ≤ end and size > 0 are needed.")
    with mpmath.workdps(digits):
        first, last = mpmath.mpf(start), mpmath.mpf(end)
        return float((last - first + mpmath.exp(-first) - mpmath.exp(-last)) / mpmath.mpf(size))


def steps_counted(
    start: float,
    end: float,
    size: float = 1.0,
    weight: float | None = None,
    dtype: torch.dtype = torch.float32,
    most: int = 1_000_000,
) -> int | None:
    """The same steps one by one in `dtype`; None if the number stands still or `most` steps do not suffice.

    weight: the number that is stored and stepped, such as a weight of 0.1 whose input is 1; z is start + (stored − weight).
    Without it z itself is stored. A step below half the spacing of the stored number rounds away: it stands still forever.
    """
    stored = torch.tensor(start if weight is None else weight, dtype=dtype)
    offset = torch.tensor(0.0 if weight is None else start - weight, dtype=torch.float64)
    for count in range(most + 1):
        z = stored.double() + offset
        if z.item() >= end:
            return count
        new = stored + (size * torch.sigmoid(z)).to(dtype)
        if torch.equal(new, stored):
            return None
        stored = new
    return None


def lowest_that_moves(stored: float, size: float = 1.0, dtype: torch.dtype = torch.float32) -> float:
    """The sum z below which a step of size·σ(z) on the number `stored` rounds away: σ(z) = half its spacing/size.

    Spacing above |stored|: the step goes upwards for a positive number.
    """
    number = torch.tensor(abs(stored), dtype=dtype)
    spacing = (torch.nextafter(number, torch.tensor(math.inf, dtype=dtype)) - number).double().item()
    slope = spacing / 2.0 / size
    return math.log(slope) - math.log1p(-slope)
