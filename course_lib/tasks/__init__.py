"""What is asked and what is right: the exercises of the course, one folder a lesson, one file a task.

Importing this face loads no lesson, no torch and no mpmath.

To add a task to lesson NN
--------------------------
1. `course_lib/tasks/lesson_NN/`: two files of one name. The `.toml` file holds the words: what is asked, hints, solution,
   causes. The `.py` file holds points, probes and formulas. A choice or a text is its `.toml` file alone. Add the task to
   the tuple `TASKS` in `__init__.py`. `course_lib/tasks/task.py` describes the kinds: `FunctionTask`, `NumberTask`,
   `ChoiceTask`, `ModelTask`, `MeasurementTask`, `ComparisonTask`, `DefendTask`, `TextTask`. Lesson 01 is the example;
   below is one for `DefendTask`. `course_lib/tasks/grids.py` makes the
   usual probes; the true functions are in `course_lib/accuracy/formulas.py`. `part = "deeper"` in the `.toml` says that the
   task belongs to the lesson's deeper part; its heading in the notebook is then `### Task NN-name (deeper)`.
2. `solutions/NN_name/NN_name.ipynb`: prose, stub and reference answer. Each task has a solution cell (`grade_id`
   `<task id>-answer`) and right after it a locked grade cell (`grade_id` `<task id>`, with the points of the task)::

       from course_lib.checks import check

       verdict = check("NN-name", globals())
       ### BEGIN HIDDEN TESTS
       verdict = check("NN-name", globals(), seed=<any number>, hidden=True)
       ### END HIDDEN TESTS
       verdict.points

   The answer is between `### BEGIN SOLUTION` and `### END SOLUTION`. It is the whole body of a function, or it is in
   brackets (`beta = (` … `)`), so that the stub `...` is valid Python. A text task is one markdown cell that is both
   solution and graded. Run the notebook so that outputs are stored, then `python tools/make_exercises.py`.
3. `tests/zoo/NN_name/<task id>/right_*.py` and `wrong_*.py`: each defines the name that the task asks for; a wrong one also
   `EXPECTED = "<cause id>"`. A function or a model needs eight wrong and three different right answers.

A choice that is defended (`DefendTask`)
----------------------------------------
The learner runs a short experiment for several seeds and hands in one dict. The judge computes the paired interval from
these numbers again and asks whether interval, verdict and choice follow; any verdict passes when it does. Its `.toml` holds
the words of every task (id, objective, name, title, asked, hints, solution) and no causes; its `.py` file::

    WORDS = words_beside(__file__)

    DEFEND = DefendTask(
        **WORDS.task,
        points=5,  # one each: samples, control, interval, verdict, choice
        control="relu",
        conditions=("softplus", "gelu"),  # the learner compares one of them
        better="larger",  # the verdict that speaks for the condition
        smallest=0.01,  # smallest effect of interest; `asked` states it, with control, metric and fewest seeds
        fewest=5,
        plausible=(0.0, 1.0),  # for every sample
    )

The solution cell keeps the keys and blanks each entry apart (as the statements of a choice are)::

    defence = {
        "samples": (
            ### BEGIN SOLUTION
            {name: list(wide[name]) for name in ("relu", "softplus")}
            ### END SOLUTION
        ),
        "low": ...,       # brackets like these around every entry: low, high, smallest, verdict, choice, reason
    }

Choose a metric that varies from seed to seed and between the conditions; `may_repeat=("softplus",)` allows one condition to
give the same number in more than 80 % of its seeds (a count that is 0 for almost all). A `ComparisonTask` is the same
without choice: no `better`, no entries `choice` and `reason`, four lines. The zoo
needs right answers with different verdicts and choices, and wrong ones for `few-seeds`, `no-control`, `copied-samples`,
`verdict-not-covered` and `choice-against-verdict`. `tests/checks/test_defences.py` has an example of each.

The tests in `tests/tasks`, `tests/checks`, `tests/zoo` and `tests/classroom` find all three.
"""

from course_lib.tasks.catalogue import TASKS, find_task
from course_lib.tasks.drawing import questions
from course_lib.tasks.question import Question, Questions
from course_lib.tasks.task import (
    Answer,
    Behaviour,
    Cause,
    ChoiceTask,
    ComparisonTask,
    DefendTask,
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
    "ComparisonTask",
    "DefendTask",
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
