"""Task 04-soft-maximum: a soft maximum of x and a level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from course_lib.accuracy.formulas import gap, slope, softplus
from course_lib.tasks.grids import elementwise_probes, without
from course_lib.tasks.task import Exact, FunctionTask, KnownMistake, Probe
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes


def soft_maximum(m: Any, x: Any, level: float = 0.0) -> Any:
    """log(exp(x) + exp(level)): softplus with its corner at the level."""
    return level + softplus(m, x - level)


def top(m: Any, x: Any, level: float = 0.0) -> Any:
    """The true maximum."""
    return max(x, m.mpf(level))


def excess(m: Any, x: Any, level: float = 0.0) -> Any:
    """What the soft maximum adds to the true one."""
    return gap(m, x - level)


def with_excess(added: Any) -> Any:
    """The true maximum plus `added(m, x - level)`, where the right function adds the excess."""
    return lambda m, x, level=0.0: top(m, x, level) + added(m, x - level)


def no_slope_at_ties(*probes: Probe) -> Iterator[Probe]:
    """Where x is the level, some forms have a corner, and the task does not say which slope it wants there."""
    for probe in probes:
        level = float(probe.settings.get("level", 0.0))
        if not probe.slope or level not in probe.x or probe.shape is not None or probe.layout != "plain":
            yield probe
            continue
        yield replace(probe, x=tuple(x for x in probe.x if x != level))
        yield replace(probe, name=f"{probe.name}, at the level", x=(level,), slope=False)


HIGH, LOW = {"level": 100.0}, {"level": -200.0}

SOFT_MAXIMUM = FunctionTask(
    **WORDS.task,
    points={"value": 2, "gradient": 1, "extremes": 2, "dtype": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=soft_maximum, slope=lambda m, x, level=0.0: slope(m, x - level)),
    probes=(
        # Of the slope the task asks no digits in the tail, where (x + level + |x − level|)/2 loses them.
        *(
            replace(probe, slope=probe.slope and not probe.name.startswith(("deep", "around")))
            for probe in no_slope_at_ties(
                *without(("integers",), elementwise_probes({"level": 0.0}, {"level": 2.0}, {"level": -1.5})),
                Probe("level left out", "value", (-2.0, 0.0, 1.5)),
                Probe("around a high level", "extremes", (60.0, 95.0, 100.0, 104.0, 150.0), HIGH),
                Probe("above a high level", "extremes", (98.0, 104.0, 150.0), HIGH),
                Probe("around a low level", "extremes", (-250.0, -204.0, -200.0, -196.0), LOW),
                Probe("above a low level", "extremes", (-202.0, -196.0, -150.0), LOW),
            )
        ),
    ),
    mistakes=(
        KnownMistake(why["hard-maximum"], top),
        KnownMistake(why["top-missing"], excess),
        KnownMistake(why["level-ignored"], lambda m, x, level=0.0: top(m, x, level) + gap(m, x)),
        KnownMistake(why["level-nowhere"], lambda m, x, level=0.0: softplus(m, x)),
        KnownMistake(why["shift-not-undone"], lambda m, x, level=0.0: softplus(m, x - level)),
        KnownMistake(why["no-abs"], with_excess(lambda m, distance: softplus(m, -distance))),
        KnownMistake(why["no-abs-right"], with_excess(softplus)),
        KnownMistake(why["sign"], with_excess(lambda m, distance: softplus(m, abs(distance)))),
        KnownMistake(why["below-the-maximum"], with_excess(lambda m, distance: -gap(m, distance))),
        KnownMistake(
            why["mean-of-exponentials"], lambda m, x, level=0.0: soft_maximum(m, x, level) - m.log(2)
        ),
        KnownMistake(why["missing-one"], with_excess(lambda m, distance: -abs(distance))),
        KnownMistake(
            why["one-counted-twice"], with_excess(lambda m, distance: m.log(2 + m.exp(-abs(distance))))
        ),
    ),
    forbidden=("softplus", "Softplus", "logsumexp", "logaddexp", "logsigmoid", "logcumsumexp"),
    points_if_called=2,
)
