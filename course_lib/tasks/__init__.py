"""What is asked and what is right: the exercises of the course, one folder a lesson, one file a task.

Importing this face loads no lesson, no torch and no mpmath.
"""

from course_lib.tasks.catalogue import TASKS, find_task
from course_lib.tasks.drawing import questions
from course_lib.tasks.question import Question, Questions
from course_lib.tasks.task import (
    Answer,
    Behaviour,
    Cause,
    ChoiceTask,
    Exact,
    FunctionTask,
    KnownMistake,
    KnownNumber,
    MeasurementTask,
    ModelTask,
    NumberTask,
    Probe,
    Task,
    TaskError,
    TextTask,
    Tolerance,
)

__all__ = [
    "TASKS",
    "Answer",
    "Behaviour",
    "Cause",
    "ChoiceTask",
    "Exact",
    "FunctionTask",
    "KnownMistake",
    "KnownNumber",
    "MeasurementTask",
    "ModelTask",
    "NumberTask",
    "Probe",
    "Question",
    "Questions",
    "Task",
    "TaskError",
    "TextTask",
    "Tolerance",
    "find_task",
    "questions",
]
