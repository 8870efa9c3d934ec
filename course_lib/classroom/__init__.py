"""The teacher's road: exercise cells from specs, exercises from solutions, what the course adds to nbgrader, reports.

Needs the extra ``softplus-course[class]``. ``nbgrader_config.py`` names the classes of ``grading``.
"""

from .cells import answer_cell, code, grade_cell, notebook, prose, settled, text_cell, write
from .exercises import assignments, generate
from .report import ClassReport, class_report

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
