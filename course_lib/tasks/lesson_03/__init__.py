"""Lesson 03, numbers that break: where a formula fails, log(1 − e⁻ᵃ), the inverse, a threshold, a counterexample, a bug."""

from __future__ import annotations

from course_lib.tasks.lesson_03.counterexample import COUNTEREXAMPLE
from course_lib.tasks.lesson_03.inverse import INVERSE
from course_lib.tasks.lesson_03.log1mexp import LOG1MEXP
from course_lib.tasks.lesson_03.old_backward import OLD_BACKWARD
from course_lib.tasks.lesson_03.threshold import THRESHOLD
from course_lib.tasks.lesson_03.two_ends import TWO_ENDS

TASKS = (TWO_ENDS, LOG1MEXP, INVERSE, THRESHOLD, COUNTEREXAMPLE, OLD_BACKWARD)
