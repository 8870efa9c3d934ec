"""For the teacher: exercises made from solutions, what the course adds to nbgrader, and the class report.

Needs the extra `softplus-course[class]`. `nbgrader_config.py` names the classes of `nbgrader_plugins`.
"""

from course_lib.classroom.release import assignments, generate
from course_lib.classroom.report import ClassReport, class_report

__all__ = ["ClassReport", "assignments", "class_report", "generate"]
