"""Probes for a function of a positive number, and how near such an answer must be to the truth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from course_lib.tasks.grids import form_probes
from course_lib.tasks.task import Probe, Tolerance

POSITIVE = (0.125, 0.25, 0.375, 1.0, 2.0, 4.0)

POSITIVE_VALUES = (0.01, 0.125, 0.3, 0.5, 0.66, 0.72, 1.0, 1.5, 2.0, 4.0, 7.0)

NEAR_ZERO = Tolerance({"float64": 1e-4, "float32": 1e-4, "float16": 1e-2, "bfloat16": 6e-2}, absolute=1e-6)

STRICT = Tolerance({"float64": 1e-12, "float32": 2e-5, "float16": 1e-2, "bfloat16": 6e-2})


def positive_probes(
    large32: tuple[float, ...], large64: tuple[float, ...], *settings: dict[str, Any]
) -> tuple[Probe, ...]:
    """Probes for a function of a positive number: ordinary points on both sides of ln 2, then both tails."""
    chosen = settings or ({},)
    probes = []
    for place, setting in enumerate(chosen, start=1):
        mark = f", setting {place}" if place > 1 else ""
        probes.append(Probe(f"ordinary{mark}", "value", POSITIVE_VALUES, setting, slope=False))
        probes.append(Probe(f"drawn{mark}", "value", (), setting, slope=False, random=16, low=0.05, high=6.0))
    main = chosen[0]
    return (
        *probes,
        Probe("tiny float32", "extremes", (1e-30, 1e-8, 1e-5), main, slope=False),
        Probe("tiny float64", "extremes", (1e-300, 1e-17, 1e-9), main, dtype="float64", slope=False),
        Probe("large float32", "extremes", large32, main, slope=False),
        Probe("large float64", "extremes", large64, main, dtype="float64", slope=False),
        *form_probes(main, POSITIVE),
    )


def half_probes(setting: dict[str, Any]) -> tuple[Probe, ...]:
    """Both tails in the half types: float16 ends at 65504, and its exp at 11."""
    tails = {
        "float16": ((1e-4, 1e-3), (11.5, 15.0, 19.0, 25.0, 100.0, 1e4)),
        "bfloat16": ((1e-30, 1e-5), (20.5, 89.0, 100.0, 1e30)),
    }
    return tuple(
        Probe(f"{end} {dtype}", "extremes", xs, setting, dtype=dtype, slope=False)
        for dtype, (tiny, large) in tails.items()
        for end, xs in (("tiny", tiny), ("large", large))
    )


def of(argument: str, probes: Iterable[Probe]) -> tuple[Probe, ...]:
    """The probes with the name that the task gives to the input, for the messages."""
    return tuple(replace(probe, argument=argument) for probe in probes)
