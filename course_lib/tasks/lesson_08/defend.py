"""Task 08-defend: which response for the doctor's visits? Samples with a control, an interval, a verdict, a choice."""

from __future__ import annotations

from course_lib.tasks.task import DefendTask
from course_lib.tasks.words import words_beside

DEFEND = DefendTask(
    **words_beside(__file__).task,
    points=5,
    control="exp",
    conditions=("softplus", "squareplus"),
    better="smaller",
    smallest=0.04,
    fewest=12,
    plausible=(3.0, 8.0),
)
