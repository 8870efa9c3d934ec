"""Lesson NN, TITLE: compute the height at zero, and say how sharpness moves it."""

from __future__ import annotations

from course_lib.tasks.lesson_NN.height import HEIGHT
from course_lib.tasks.words import worded_task

TASKS = (HEIGHT, worded_task(__file__, "NN-sharper"))
