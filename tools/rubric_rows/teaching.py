"""Rows 3 to 8: retrieval, predictions, explanations, coverage, fading, feedback."""

import ast
import re
from collections.abc import Iterator

from course_lib.notebooks import Notebook
from rubric_rows.lesson import (
    Call,
    Cell,
    Context,
    Finding,
    Lesson,
    callee,
    literal_text,
    output_text,
    plain,
    words,
)

PREDICT_TO_EXPERIMENT, EXPERIMENT_TO_EXPLAIN = 3, 2
REASON_WORDS = 8
# Telling a learner how a thing is done is needed for doing; reading and judging tasks (choice, text) are worked in the text.
SKILLS = ("function", "number", "model", "measurement")


def check_row_03(lesson: Lesson, context: Context) -> list[Finding]:
    """Retrieval, lessons 02 on: two questions on earlier lessons, one older than the last."""
    if lesson.number < "02":
        return []
    cells = lesson.tagged("retrieval")
    index, found, asked = (cells[0].index if cells else None), [], []
    for cell in cells:
        for call in cell.calls("quiz", "recall"):
            source = _earlier_lesson(call, lesson.number)
            if source:
                asked.append(source)
            else:
                repair = 'begin the question "From lesson 01: …" with the number of an earlier lesson'
                found.append(Finding(3, cell.index, f"{call.text(0, 'id')} names no earlier lesson", repair))
    if len(asked) < 2:
        repair = (
            f'call quiz("{lesson.number}-R1", "From lesson …", …) twice or more in cells tagged `retrieval`'
        )
        found.append(Finding(3, index, f"{len(asked)} questions on earlier lessons", repair))
    elif min(asked) >= f"{int(lesson.number) - 1:02}":
        found.append(
            Finding(
                3, index, "every question is on the lesson before this one", "ask one from an older lesson"
            )
        )
    return found


def _earlier_lesson(call: Call, number: str) -> str:
    """The lesson that a retrieval question goes back to: in a quiz its words say it, in recall the ids of its Questions."""
    if call.name == "quiz":
        named = re.findall(r"^From lesson (\d\d)\b", call.text(1, "question") or "")
    else:
        inner = [
            Call("Question", node)
            for node in ast.walk(call.node)
            if isinstance(node, ast.Call) and callee(node) == "Question"
        ]
        named = [(question.text(0, "about") or "")[:2] for question in inner]
    return min(named) if named and all("00" <= name < number for name in named) else ""


def check_row_04(lesson: Lesson, context: Context) -> list[Finding]:
    """Predict, lessons 01 on: two predictions, each close before its experiment, and not given away above."""
    predicts = dict(lesson.tagged_like("predict"))
    experiments = dict(lesson.tagged_like("experiment"))
    found = []
    if lesson.number >= "01" and len(experiments) < 2:
        repair = "let the learner commit to an answer before two experiments: tags predict:P1, experiment:P1, explain:P1"
        found.append(Finding(4, None, f"{len(experiments)} experiments with a prediction", repair))
    for name, cell in experiments.items():
        before = predicts.get(name)
        if before is None or not 0 < cell.index - before.index <= PREDICT_TO_EXPERIMENT:
            where = "nowhere" if before is None else f"in cell {before.index}"
            repair = f"put it before the experiment, at most {PREDICT_TO_EXPERIMENT} cells above"
            found.append(Finding(4, cell.index, f"predict:{name} for this experiment is {where}", repair))
    expected = [f"P{n}" for n in range(1, len(predicts) + 1)]
    if list(predicts) != expected:
        found.append(
            Finding(4, None, f"predictions are tagged {list(predicts)}", f"number them in order: {expected}")
        )
    for name, cell in predicts.items():
        if name not in experiments:
            found.append(
                Finding(
                    4, cell.index, f"no experiment:{name} tests this prediction", f"tag one experiment:{name}"
                )
            )
        found += _prediction(lesson, cell, f"{lesson.number}-{name}")
    for cell in lesson.code:
        if cell.calls("predict") and not any(tag.startswith("predict:") for tag in cell.tags):
            found.append(
                Finding(4, cell.index, "a prediction without its tag", "tag the cell predict:P1, P2, …")
            )
    return found


def _prediction(lesson: Lesson, cell: Cell, expected_id: str) -> Iterator[Finding]:
    calls = cell.calls("predict")
    if len(calls) != 1 or calls[0].text(0, "id") != expected_id:
        repair = f'call predict("{expected_id}", "question?", [Option(…), …]) once'
        yield Finding(
            4, cell.index, f"the cell calls predict for {[call.text(0, 'id') for call in calls]}", repair
        )
        return
    options = options_of(calls[0])
    right = [option for option in options if is_correct(option)]
    if len(options) < 2 or len(right) != 1:
        repair = "give two or more Options, exactly one with correct=True; a wrong one is a real misconception of learners"
        yield Finding(4, cell.index, f"{len(options)} options, {len(right)} correct", repair)
        return
    answer = right[0].text(0, "text") or ""
    for above in lesson.cells[: cell.index]:
        if _gives_away(answer, above):
            repair = "move it below the experiment, or predict something that is not yet known"
            yield Finding(4, above.index, f"gives away the answer of {expected_id}: {answer!r}", repair)


def _gives_away(answer: str, above: Cell) -> bool:
    """Whether a cell above holds the answer in its words; a short one ("0", "yes") is left to a reader."""
    if above.calls("quiz", "predict", "recall"):
        return False  # the answer may stand among the options of another question, right or wrong
    shown = plain(above.source) if above.is_prose else "\n".join(map(output_text, above.outputs))
    bare = " ".join(plain(answer).lower().split()).rstrip(".")
    return (
        len(bare) >= 6
        and re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", " ".join(shown.lower().split())) is not None
    )


def check_row_05(lesson: Lesson, context: Context) -> list[Finding]:
    """Explain: at most two cells after the experiment, prediction and result compared, the reason asked for."""
    explains = dict(lesson.tagged_like("explain"))
    found = []
    for name, cell in lesson.tagged_like("experiment"):
        after = explains.get(name)
        if after is None or not 0 < after.index - cell.index <= EXPERIMENT_TO_EXPLAIN:
            where = "nowhere" if after is None else f"in cell {after.index}"
            repair = f"put a markdown cell with that tag at most {EXPERIMENT_TO_EXPLAIN} cells below the experiment"
            found.append(Finding(5, cell.index, f"explain:{name} for this experiment is {where}", repair))
    for name, cell in explains.items():
        missing = [
            what
            for what, pattern in _EXPLAINS.items()
            if not re.search(pattern, plain(cell.source), re.I | re.S)
        ]
        if not cell.is_prose or missing:
            repair = 'write markdown such as "You predicted … The experiment gave … Why does …?"'
            found.append(
                Finding(5, cell.index, f"explain:{name} lacks {', '.join(missing) or 'markdown'}", repair)
            )
    return found


_EXPLAINS = {
    "the prediction": r"\bpredict",
    "the result": r"\b(experiment|result|measur\w+|output|table|figure|print(s|ed)|shows?|gave|computed)\b",
    'the question "Why …?"': r"\bwhy\b[^?]*\?",
}


def check_row_06(lesson: Lesson, context: Context) -> list[Finding]:
    """Coverage, lessons 01 to 13: each objective has a task, each task an objective."""
    if not "01" <= lesson.number <= "13":
        return []
    tasks = context.tasks_of(lesson.number)
    covered = {lesson.objective_of(task) for task in tasks}
    missing = [
        Finding(
            6,
            None,
            f"no task exercises {name}",
            f'give a task of lesson {lesson.number} objective="{name}" in course_lib/tasks/lesson_{lesson.number}',
        )
        for name in lesson.objectives
        if name not in covered
    ]
    astray = [
        Finding(
            6,
            None,
            f"task {task.id} names the objective {task.objective!r}",
            f"choose one of {list(lesson.objectives)}",
        )
        for task in tasks
        if lesson.objective_of(task) not in lesson.objectives
    ]
    return missing + astray


def check_row_07(lesson: Lesson, context: Context) -> list[Finding]:
    """Fading, lessons 01 to 12, as far as a script sees: worked example, then a task with blanks, then one alone."""
    if not "01" <= lesson.number <= "12":
        return []
    worked = {f"{lesson.number}-{name}" for name, _ in lesson.tagged_like("worked")}
    skills = {lesson.objective_of(task) for task in context.tasks_of(lesson.number) if task.kind in SKILLS}
    found = [
        Finding(
            7,
            None,
            f"no worked example of {name}",
            f"tag the cell that shows how it is done worked:{name.split('-')[1]}",
        )
        for name in lesson.objectives
        if name in skills and name not in worked
    ]
    if context.exercise is None:
        if context.tasks_of(lesson.number):
            repair = f"write solutions/{lesson.number}_…/{lesson.number}_….ipynb"
            found.append(Finding(7, None, "the lesson has tasks but no exercise notebook", repair))
        return found
    return found + _blanks(context.exercise)


def _blanks(exercise: Notebook) -> list[Finding]:
    """The order of help in an exercise notebook: some answer keeps given lines, and a later one keeps none."""
    kept = [lines_given(cell.source) for cell in exercise.cells if "### BEGIN SOLUTION" in cell.source]
    partly = next((n for n, lines in enumerate(kept) if lines), None)
    if partly is None:
        return [
            Finding(
                7,
                None,
                "no task of the exercise notebook gives a part",
                "leave lines around one BEGIN/END SOLUTION",
            )
        ]
    if all(kept[partly + 1 :]):
        return [
            Finding(
                7,
                None,
                "no task after the one with blanks is done alone",
                "put the one with blanks before another",
            )
        ]
    return []


def lines_given(source: str) -> list[str]:
    """The working lines that a stub keeps: neither solution, comment, docstring, import nor the `def` line."""
    stub = re.sub(r"[ \t]*### BEGIN SOLUTION.*?### END SOLUTION[^\n]*", "", source, flags=re.DOTALL)
    stub = re.sub(r'("""|\'\'\').*?\1', "", stub, flags=re.DOTALL)
    idle = re.compile(
        r"\s*(#.*|def .*|class .*|from .*|import .*|return \w+|\w+ *= *None|check\(.*|hint\(.*)?"
    )
    return [line for line in stub.splitlines() if not idle.fullmatch(line)]


def check_row_08(lesson: Lesson, context: Context) -> list[Finding]:
    """Feedback: every option has a reason of eight words or more that a script can read."""
    found = []
    for cell in lesson.code:
        for call in cell.calls("quiz", "predict", "Question"):
            found += _question(cell, call)
    return found


def _question(cell: Cell, call: Call) -> Iterator[Finding]:
    name, listed = call.text(0, "id"), call.argument(2, "options")
    options = options_of(call)
    if not isinstance(listed, ast.List | ast.Tuple) or len(options) != len(listed.elts) or not options:
        repair = "write [Option(text, reason), Option(text, reason, correct=True), …] in the call itself"
        yield Finding(8, cell.index, f"{name}: not every option is an Option that a script can read", repair)
        return
    for option in options:
        reason = literal_text(option.argument(1, "reason"))
        if reason is None or len(reason.split()) < REASON_WORDS:
            count = "no literal reason" if reason is None else f"a reason of {words(reason)} words"
            repair = f"say in {REASON_WORDS} words or more why one might think so and what is true"
            yield Finding(8, cell.index, f"{name}: option {option.text(0, 'text')!r} has {count}", repair)
    right = sum(map(is_correct, options))
    if right != 1:
        yield Finding(8, cell.index, f"{name}: {right} options are correct", "mark exactly one correct=True")


def options_of(call: Call) -> list[Call]:
    listed = call.argument(2, "options")
    items = listed.elts if isinstance(listed, ast.List | ast.Tuple) else []
    return [Call("Option", node) for node in items if isinstance(node, ast.Call) and callee(node) == "Option"]


def is_correct(option: Call) -> bool:
    node = option.argument(2, "correct")
    return isinstance(node, ast.Constant) and node.value is True
