"""Task 07-measured: is a new narrow network more often dead than alive? Samples, an interval, a verdict."""

from __future__ import annotations

from course_lib.tasks.task import MeasurementTask
from course_lib.tasks.words import words_beside

MEASURED = MeasurementTask(
    **words_beside(__file__).task,
    points=6,
    fewest=20,
    plausible=(0.2, 0.95),
    verdicts={
        "more than half": lambda low, high: low > 0.5,
        "less than half": lambda low, high: high < 0.5,
        "not settled": lambda low, high: low <= 0.5 <= high,
    },
)
