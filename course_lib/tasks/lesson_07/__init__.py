"""Lesson 07, units that die: a slope that never vanishes, a dead layer, networks that are born dead, fading gradients."""

from __future__ import annotations

from course_lib.tasks.lesson_07.born import BORN
from course_lib.tasks.lesson_07.centred import CENTRED
from course_lib.tasks.lesson_07.fade import FADE
from course_lib.tasks.lesson_07.least import LEAST
from course_lib.tasks.lesson_07.measured import MEASURED
from course_lib.tasks.words import worded_task

TASKS = (LEAST, worded_task(__file__, "07-rescue"), BORN, MEASURED, FADE, CENTRED)
