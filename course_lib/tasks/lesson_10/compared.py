"""Task 10-compared: another function in the energy, measured with softplus as the control."""

from __future__ import annotations

from course_lib.tasks.task import ComparisonTask
from course_lib.tasks.words import words_beside

COMPARED = ComparisonTask(
    **words_beside(__file__).task,
    points=4,
    control="softplus",
    conditions=("relu", "gelu"),
    smallest=0.05,
    fewest=8,
    plausible=(-9.0, -6.0),
)
