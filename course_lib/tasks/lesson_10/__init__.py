"""Lesson 10, probabilistic models: other hidden states, what a nat is, shifts of energies, a comparison, a prior."""

from __future__ import annotations

from course_lib.tasks.lesson_10.compared import COMPARED
from course_lib.tasks.lesson_10.nats import NATS
from course_lib.tasks.lesson_10.prior import PRIOR
from course_lib.tasks.lesson_10.three_states import THREE_STATES
from course_lib.tasks.lesson_10.two_signs import TWO_SIGNS
from course_lib.tasks.words import worded_task

TASKS = (THREE_STATES, TWO_SIGNS, NATS, worded_task(__file__, "10-shift"), COMPARED, PRIOR)
