"""For the teacher: exercises made from solutions, grading, feedback, the class report, what the course adds to nbgrader.

Needs the extra `softplus-course[class]`. `nbgrader_config.py` names the classes of `nbgrader_plugins`. The commands:
`python -m course_lib.classroom`.
"""

from course_lib.classroom.feedback import give_feedback
from course_lib.classroom.grading import grade
from course_lib.classroom.release import assignments, enter, generate
from course_lib.classroom.report import ClassReport, class_report

__all__ = ["ClassReport", "assignments", "class_report", "enter", "generate", "give_feedback", "grade"]
