"""Task 09-defend: which activation for a smooth target? Samples with a control, an interval, a verdict, a choice."""

from __future__ import annotations

from course_lib.tasks.task import DefendTask
from course_lib.tasks.words import words_beside

DEFEND = DefendTask(
    **words_beside(__file__).task,
    points=5,
    control="relu",
    conditions=("softplus", "softplus β=10"),
    better="smaller",
    smallest=0.02,
    fewest=12,
    plausible=(0.0, 1.5),
)
