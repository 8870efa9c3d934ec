"""Task 09-newton: where one Newton step from w = 1 leads."""

from __future__ import annotations

from course_lib.tasks.task import KnownNumber, NumberTask
from course_lib.tasks.words import words_beside

WORDS = words_beside(__file__)
why = WORDS.causes
SLOPE, CURVATURE = -0.5 + 0.1, 0.25 + 0.1
END = 1 - SLOPE / CURVATURE

NEWTON = NumberTask(
    **WORDS.task,
    points=2,
    low=END * 0.998,
    high=END * 1.002,
    known=(
        KnownNumber(-SLOPE / CURVATURE, why["step-alone"], 0.002),
        KnownNumber(SLOPE / CURVATURE, why["step-alone"], 0.002),
        KnownNumber(1 + SLOPE / CURVATURE, why["uphill"], 0.002),
        KnownNumber(1 - SLOPE, why["gradient-step"], 0.002),
        KnownNumber(1 - SLOPE / 0.25, why["no-penalty-bend"], 0.002),
        KnownNumber(1 + 0.5 / CURVATURE, why["no-penalty-slope"], 0.002),
        KnownNumber(1 + 0.5 / 0.25, why["no-penalty"], 0.002),
        KnownNumber(1 - 0.6 / CURVATURE, why["inner-sign"], 0.002),
        KnownNumber(1 - CURVATURE / SLOPE, why["upside-down"], 0.002),
        KnownNumber(1 - SLOPE / 0.1, why["hinge"], 0.002),
        KnownNumber(1 - SLOPE * CURVATURE, why["multiplied"], 0.002),
    ),
)
