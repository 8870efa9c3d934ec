"""Lesson 02, slope and curvature: write both, choose a step, find where a series fails, repair a corner."""

from __future__ import annotations

from course_lib.tasks.lesson_02.corner import CORNER
from course_lib.tasks.lesson_02.counterexample import COUNTEREXAMPLE
from course_lib.tasks.lesson_02.curvature import CURVATURE
from course_lib.tasks.lesson_02.slope import SLOPE
from course_lib.tasks.lesson_02.step import STEP

TASKS = (SLOPE, CURVATURE, STEP, COUNTEREXAMPLE, CORNER)
