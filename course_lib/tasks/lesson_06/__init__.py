"""Lesson 06, your own softplus: slope and curvature from the output, the whole module, which test sees what, a bug."""

from __future__ import annotations

from course_lib.tasks.lesson_06.counterexample import COUNTEREXAMPLE
from course_lib.tasks.lesson_06.curvature import CURVATURE
from course_lib.tasks.lesson_06.module import MODULE
from course_lib.tasks.lesson_06.repair import REPAIR
from course_lib.tasks.lesson_06.slope import SLOPE
from course_lib.tasks.words import worded_task

TASKS = (SLOPE, CURVATURE, MODULE, worded_task(__file__, "06-tests"), COUNTEREXAMPLE, REPAIR)
