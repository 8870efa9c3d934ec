"""The usual probes for a function that works element by element: a designed grid, and points that no one can learn.

Random normals cannot tell a naive form from a stable one, so the grid goes where floating point breaks.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from course_lib.tasks.task import NO_SETTINGS, Probe

MODERATE = (-3.0, -1.0, -0.5, -1e-3, 0.0, 1e-3, 0.5, 1.0, 2.0, 4.0)
LARGE = {"float32": (20.5, 89.0, 100.0, 1e4, 1e30), "float64": (10.5, 20.5, 100.0, 710.0, 1e4, 1e200)}
DEEP = {
    "float32": (-10.0, -14.0, -17.0, -25.0, -50.0, -80.0),
    "float64": (-20.0, -30.0, -37.0, -100.0, -700.0),
}


def elementwise_probes(
    *settings: Mapping[str, Any],
    limits: tuple[float, float, float] | None = None,
    slope_limits: tuple[float, float] | None = None,
    curvature: bool = False,
    large: bool = True,
    deep: bool = True,
    more: tuple[float, ...] = (),
    random: int = 16,
) -> tuple[Probe, ...]:
    """Probes for `f(x, **settings)`; the first of `settings` (default: none) is used for tails, shapes and dtypes.

    `limits` are the values at −inf, +inf and NaN, `slope_limits` the slopes at ∓inf where they are asked for. `large`
    and `deep` add the right and the left tail; `more` are further moderate points, for example around a cut.
    """
    chosen = settings or (NO_SETTINGS,)
    main = chosen[0]
    probes = []
    for place, setting in enumerate(chosen, start=1):
        mark = f", setting {place}" if place > 1 else ""
        probes.append(Probe(f"moderate{mark}", "value", (*MODERATE, *more), setting, curvature=curvature))
        probes.append(Probe(f"drawn{mark}", "value", (), setting, curvature=curvature, random=random))
    for dtype in ("float32", "float64"):
        if large:
            probes.append(Probe(f"large {dtype}", "extremes", LARGE[dtype], main, dtype=dtype))
        if deep:
            probes.append(Probe(f"deep {dtype}", "extremes", DEEP[dtype], main, dtype=dtype))
    if limits is not None:
        probes.append(
            Probe(
                "limits",
                "extremes",
                (-math.inf, math.inf, math.nan),
                main,
                expected=limits,
                slope=slope_limits is not None,
                expected_slope=(*slope_limits, math.nan) if slope_limits else None,
            )
        )
    return (*probes, *form_probes(main))


def form_probes(
    setting: Mapping[str, Any] = NO_SETTINGS, values: tuple[float, ...] = MODERATE
) -> tuple[Probe, ...]:
    """Dtypes, shapes, layouts and integer input."""
    dtypes = [
        Probe(f"as {dtype}", "dtype", values, setting, dtype=dtype, slope=False)
        for dtype in ("float64", "float16", "bfloat16")
    ]
    six = values[-6:]
    return (
        *dtypes,
        Probe("one number", "shape", (six[-1],), setting, shape=()),
        Probe("one element", "shape", (six[-2],), setting, shape=(1,)),
        Probe("table", "shape", six, setting, shape=(2, 3)),
        Probe("empty", "shape", (), setting, shape=(0,)),
        Probe("every second", "shape", six, setting, layout="strided"),
        Probe(
            "whole numbers",
            "integers",
            tuple(float(math.ceil(x)) for x in six),
            setting,
            dtype="int64",
            slope=False,
        ),
    )


def without(lines: tuple[str, ...], probes: tuple[Probe, ...]) -> tuple[Probe, ...]:
    """The probes that serve none of these verdict lines."""
    return tuple(probe for probe in probes if probe.line not in lines)
