"""The teacher's road: exercise cells from specs, exercises from solutions, what the course adds to nbgrader, reports.

Needs the extra ``softplus-course[class]``. ``nbgrader_config.py`` names the classes of ``nbgrader_plugins``.
"""

from course_lib.classroom.cells import (
    answer_cell,
    code,
    grade_cell,
    notebook,
    prose,
    settled,
    text_cell,
    write,
)
from course_lib.classroom.release import assignments, generate
from course_lib.classroom.report import ClassReport, class_report

__all__ = [
    "ClassReport",
    "answer_cell",
    "assignments",
    "class_report",
    "code",
    "generate",
    "grade_cell",
    "notebook",
    "prose",
    "settled",
    "text_cell",
    "write",
]
