"""The usual probes for a function that works element by element: a designed grid, and points that no one can learn.

Random normals cannot tell a naive form from a stable one, so the grid goes where floating point breaks.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from course_lib.tasks.task import NO_SETTINGS, Probe

MODERATE = (-3.0, -1.0, -0.5, -1e-3, 0.0, 1e-3, 0.5, 1.0, 2.0, 4.0)
LARGE = {
    "float32": (20.5, 89.0, 100.0, 1e4, 1e30),
    "float64": (10.5, 20.5, 100.0, 710.0, 1e4, 1e200),
    "float16": (11.5, 15.0, 19.0, 25.0, 100.0, 1e4),
    "bfloat16": (20.5, 89.0, 100.0, 1e4, 1e30),
}
DEEP = {
    "float32": (-10.0, -14.0, -18.0, -25.0, -50.0, -80.0),
    "float64": (-20.0, -30.0, -37.0, -100.0, -700.0),
    "float16": (-4.0, -7.0, -9.0),  # as far as the results are normal numbers
    "bfloat16": (-10.0, -25.0, -50.0, -80.0),
}

NEAR_ZERO = {
    "float32": (*(10.0**-k for k in range(4, 35)), 2.0**-23, 2.0**-24, 2.0**-126),
    "float64": (*(10.0**-k for k in range(4, 31)), 2.0**-52, 2.0**-53, 1e-50, 1e-100, 1e-300, 2.0**-1022),
}
"""Where a corner goes that is moved by a number as people type it: by this much to the left or to the right."""


def on_both_sides(
    name: str, line: str, places: Mapping[str, tuple[float, ...]], curvature: bool = False
) -> tuple[Probe, ...]:
    """At −x and at x for the `places` of each dtype."""
    return tuple(
        Probe(f"{name} {side} {dtype}", line, tuple(sign * x for x in xs), dtype=dtype, curvature=curvature)
        for dtype, xs in places.items()
        for side, sign in (("left", -1.0), ("right", 1.0))
    )


def elementwise_probes(
    *settings: Mapping[str, Any],
    limits: tuple[float, float, float] | None = None,
    limits_line: str = "limits",
    slope_limits: tuple[float, float] | None = None,
    curvature: bool = False,
    large: bool = True,
    deep: bool = True,
    half: bool = False,
    more: tuple[float, ...] = (),
    random: int = 16,
) -> tuple[Probe, ...]:
    """Probes for `f(x, **settings)`; the first of `settings` (default: none) is used for tails, shapes and dtypes.

    `limits` are the values at −inf, +inf and NaN, `slope_limits` the slopes at ∓inf where they are asked for; where the
    text of the task states them, `limits_line` is "extremes", else they cost nothing. `large` and `deep` add the right
    and the left tail, `half` also in the half types; `more` are further moderate points, for example around a cut.
    """
    chosen = settings or (NO_SETTINGS,)
    main = chosen[0]
    probes = []
    for place, setting in enumerate(chosen, start=1):
        mark = f", setting {place}" if place > 1 else ""
        probes.append(Probe(f"moderate{mark}", "value", (*MODERATE, *more), setting, curvature=curvature))
        probes.append(Probe(f"drawn{mark}", "value", (), setting, curvature=curvature, random=random))
    for dtype in ("float32", "float64", *(("float16", "bfloat16") if half else ())):
        if large:
            probes.append(Probe(f"large {dtype}", "extremes", LARGE[dtype], main, dtype=dtype))
        if deep:
            probes.append(Probe(f"deep {dtype}", "extremes", DEEP[dtype], main, dtype=dtype))
    if limits is not None:
        probes.append(
            Probe(
                "limits",
                limits_line,
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


def values_only(probes: Iterable[Probe]) -> tuple[Probe, ...]:
    """No slope is asked for: the task's function is a slope itself, or its text speaks of values alone."""
    return tuple(replace(probe, slope=False) for probe in probes)


def no_slope_at_zero(probes: Iterable[Probe]) -> tuple[Probe, ...]:
    """At 0 the value alone is asked for: where the pieces of a form meet, the slope of each side is a fair answer."""
    found = []
    for probe in probes:
        if 0.0 not in probe.x or not probe.slope:
            found.append(probe)
        elif probe.shape is not None or probe.layout != "plain" or len(probe.x) == 1:
            found.append(replace(probe, slope=False))
        else:
            rest = tuple(x for x in probe.x if x != 0.0)
            found.append(replace(probe, x=rest))
            found.append(replace(probe, name=f"{probe.name}, at 0", x=(0.0,), slope=False))
    return tuple(found)
