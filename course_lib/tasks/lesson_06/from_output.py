"""Slope and curvature of softplus as functions of its output y, and the probes for such a function."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from course_lib.accuracy.formulas import curvature, inverse, slope
from course_lib.tasks.task import Probe


def slope_from_output(m: Any, y: Any, beta: float = 1.0) -> Any:
    """The slope at the x whose softplus is y."""
    return slope(m, inverse(m, y, beta), beta)


def curvature_from_output(m: Any, y: Any, beta: float = 1.0) -> Any:
    """The curvature at the x whose softplus is y."""
    return curvature(m, inverse(m, y, beta), beta)


OUTPUTS = (1e-3, 0.125, 0.5, 0.6931, 1.0, 2.0, 4.0)

SIX = OUTPUTS[-6:]


def output_probes() -> tuple[Probe, ...]:
    """Probes for a function of softplus's output: never negative, tiny far left, large far right."""
    one = {"beta": 1.0}
    probes = (
        Probe("ordinary", "value", OUTPUTS, one, slope=False),
        Probe("drawn", "value", (), one, slope=False, random=16, low=0.01, high=6.0),
        Probe("ordinary, beta 4", "value", OUTPUTS, {"beta": 4.0}, slope=False),
        Probe("drawn, beta 0.5", "value", (), {"beta": 0.5}, slope=False, random=16, low=0.01, high=6.0),
        Probe("nothing", "extremes", (0.0,), one, slope=False),
        Probe("tiny float32", "extremes", (1e-5, 1e-8, 1e-20, 1e-37), one, slope=False),
        Probe("tiny float64", "extremes", (1e-9, 1e-17, 1e-100), one, dtype="float64", slope=False),
        Probe("large float32", "extremes", (16.0, 17.0, 30.0, 80.0, 1e4), one, slope=False),
        Probe(
            "large float64", "extremes", (37.0, 40.0, 100.0, 600.0, 1e4), one, dtype="float64", slope=False
        ),
        Probe("float64", "dtype", SIX, one, dtype="float64", slope=False),
        Probe("bfloat16", "dtype", SIX, one, dtype="bfloat16", slope=False),
        Probe("one number", "shape", (2.0,), one, shape=(), slope=False),
        Probe("table", "shape", SIX, one, shape=(2, 3), slope=False),
        Probe("empty", "shape", (), one, shape=(0,), slope=False),
    )
    return tuple(replace(probe, argument="y") for probe in probes)
