"""Task 06-slope: the slope from the output, one blank."""

from __future__ import annotations

from course_lib.accuracy.formulas import slope
from course_lib.tasks.lesson_06.from_output import output_probes, slope_from_output
from course_lib.tasks.task import Exact, FunctionTask, KnownMistake
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes

SLOPE = FunctionTask(
    **WORDS.task,
    points={"value": 2, "extremes": 2, "dtype": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=slope_from_output),
    probes=output_probes(),
    mistakes=(
        KnownMistake(why["beta-ignored"], lambda m, y, beta: slope_from_output(m, y)),
        KnownMistake(why["beta-ignored"], lambda m, y, beta: beta * slope_from_output(m, y, beta)),
        KnownMistake(why["sigmoid-of-output"], lambda m, y, beta: slope(m, y, beta)),
        KnownMistake(why["sign"], lambda m, y, beta: -slope_from_output(m, y, beta)),
        KnownMistake(why["sign-inside"], lambda m, y, beta: m.expm1(beta * y)),
        KnownMistake(why["one-minus"], lambda m, y, beta: m.exp(-beta * y)),
    ),
    forbidden=("slope", "curvature", "inverse"),
    points_if_called=2,
)
