"""Task 09-compared: twins with a smooth activation, measured with ReLU as the control."""

from __future__ import annotations

from course_lib.tasks.task import ComparisonTask
from course_lib.tasks.words import words_beside

COMPARED = ComparisonTask(
    **words_beside(__file__).task,
    points=4,
    control="relu",
    conditions=("softplus β=10", "gelu"),
    smallest=0.01,
    fewest=8,
    plausible=(0.0, 0.3),
)
