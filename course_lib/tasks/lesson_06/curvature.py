"""Task 06-curvature: the curvature from the output."""

from __future__ import annotations

from course_lib.accuracy.formulas import curvature
from course_lib.tasks.lesson_06.from_output import curvature_from_output, output_probes, slope_from_output
from course_lib.tasks.task import Exact, FunctionTask, KnownMistake
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes

CURVATURE = FunctionTask(
    **WORDS.task,
    points={"value": 3, "extremes": 3, "dtype": 1, "shape": 1, "side effects": 1},
    exact=Exact(value=curvature_from_output),
    probes=output_probes(),
    mistakes=(
        KnownMistake(
            why["beta-ignored"], lambda m, y, beta: m.exp(-beta * y) * slope_from_output(m, y, beta)
        ),
        KnownMistake(why["beta-ignored"], lambda m, y, beta: curvature_from_output(m, y)),
        KnownMistake(why["beta-ignored"], lambda m, y, beta: beta * curvature_from_output(m, y)),
        KnownMistake(why["beta-squared"], lambda m, y, beta: beta * curvature_from_output(m, y, beta)),
        KnownMistake(why["derivative-by-y"], lambda m, y, beta: beta * m.exp(-beta * y)),
        KnownMistake(why["is-slope"], slope_from_output),
        KnownMistake(why["sigmoid-of-output"], lambda m, y, beta: curvature(m, y, beta)),
        KnownMistake(why["sign"], lambda m, y, beta: -curvature_from_output(m, y, beta)),
    ),
    forbidden=("slope", "curvature", "inverse"),
    points_if_called=3,
)
