"""Rows 3 to 8 and 16: retrieval, predictions, explanations, coverage, fading, feedback, hook."""

import re
from collections.abc import Iterator

from minutes import Reading

from course_lib.notebooks import Notebook
from rubric_rows.lesson import (
    Call,
    Cell,
    Context,
    Finding,
    Lesson,
    output_text,
    plain,
    words,
)

PREDICT_TO_EXPERIMENT, EXPERIMENT_TO_EXPLAIN = 3, 2
FRESH_CELLS_AFTER = 2  # a learner who wants the answer reads on that far in a copy without outputs
REASON_WORDS = 8
HOOK_MINUTES = 5
# Telling a learner how a thing is done is needed for doing; reading and judging tasks (choice, text) are worked in the text.
SKILLS = ("function", "number", "model", "measurement", "comparison", "defend")


def check_row_03(lesson: Lesson, context: Context) -> list[Finding]:
    """Retrieval, lessons 02 on: two questions on earlier lessons, one older than the last."""
    if lesson.number < "02":
        return []
    cells = lesson.tagged("retrieval")
    index, found, asked = (cells[0].index if cells else None), [], []
    for cell in cells:
        for call in cell.calls("quiz", "recall"):
            source = _earlier_lesson(call, lesson.number, context)
            if source:
                asked.append(source)
            else:
                repair = 'begin the question "From lesson 01: …" with the number of an earlier lesson'
                found.append(Finding(3, cell.index, f"{call.text(0, 'id')} names no earlier lesson", repair))
    if len(asked) < 2:
        repair = f'call quiz("{lesson.number}-R1"), quiz("{lesson.number}-R2") in cells tagged `retrieval`'
        found.append(Finding(3, index, f"{len(asked)} questions on earlier lessons", repair))
    elif min(asked) >= f"{int(lesson.number) - 1:02}":
        found.append(
            Finding(
                3, index, "every question is on the lesson before this one", "ask one from an older lesson"
            )
        )
    return found


def _earlier_lesson(call: Call, number: str, context: Context) -> str:
    """The lesson that a retrieval question goes back to: in a quiz its words say it, in recall the ids of its questions."""
    asked = context.asked(call.text(0, "id"))
    if call.name == "quiz":
        named = [name for one in asked for name in re.findall(r"^From lesson (\d\d)\b", one.question)]
    else:
        named = [one.about[:2] for one in asked]
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
        found += _prediction(lesson, cell, f"{lesson.number}-{name}", context)
    for cell in lesson.code:
        if cell.calls("predict") and not any(tag.startswith("predict:") for tag in cell.tags):
            found.append(
                Finding(4, cell.index, "a prediction without its tag", "tag the cell predict:P1, P2, …")
            )
    return found


def _prediction(lesson: Lesson, cell: Cell, expected_id: str, context: Context) -> Iterator[Finding]:
    calls = cell.calls("predict")
    if len(calls) != 1 or calls[0].text(0, "id") != expected_id:
        repair = f'call predict("{expected_id}") once'
        yield Finding(
            4, cell.index, f"the cell calls predict for {[call.text(0, 'id') for call in calls]}", repair
        )
        return
    for asked in context.asked(expected_id):
        if len(asked.options) < 2 or len(asked.right) != 1:
            repair = "give two or more options, exactly one with correct = true; a wrong one is a real misconception"
            yield Finding(4, cell.index, f"{len(asked.options)} options, {len(asked.right)} correct", repair)
            return
        repair = "move it below the experiment, into the questions' file, or predict something that is not yet known"
        for near in lesson.cells[: cell.index + FRESH_CELLS_AFTER + 1]:
            if _gives_away(asked.right[0], near, shown=near.index < cell.index):
                message = f"gives away the answer of {expected_id}: {asked.right[0]!r}"
                yield Finding(4, near.index, message, repair)


def _gives_away(answer: str, cell: Cell, shown: bool) -> bool:
    """Whether a cell holds the answer in its words (its outputs too, where they are `shown`).

    A short answer ("0", "yes") is left to a reader. Of an explanation that is folded only the summary is in view.
    """
    texts = [plain(_unfolded(cell.source))]
    texts += map(output_text, cell.outputs) if shown and not cell.calls("quiz", "predict", "recall") else []
    bare = " ".join(plain(answer).lower().split()).rstrip(".")
    words_of = " ".join("\n".join(texts).lower().split())
    return len(bare) >= 6 and re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", words_of) is not None


def _unfolded(source: str) -> str:
    """Markdown without what a reader must open first."""
    return re.sub(r"</summary>.*?</details>", "</summary></details>", source, flags=re.DOTALL)


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
        found += _folding(cell, name)
    return found


def _folding(cell: Cell, name: str) -> Iterator[Finding]:
    """The explanation is folded, in the form that GitHub, JupyterLab and nbconvert all render."""
    text = cell.source.strip()
    form = re.compile(r"<details>\s*<summary>[^\n]+</summary>\n\s*\n.+?\n\s*\n</details>", re.DOTALL)
    repair = "write <details>, <summary>…</summary>, an empty line, the text without headings, an empty line, </details>"
    if not form.search(text):
        yield Finding(5, cell.index, f"explain:{name} is not folded", repair)
    elif re.search(r"^#{1,6} ", text[text.index("<details>") :], re.MULTILINE):
        yield Finding(5, cell.index, f"explain:{name} has a heading in its folded part", repair)


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
    """Feedback: the lesson's questions stand in its file; every option there has a reason of eight words or more."""
    found, called = [], set()
    for cell in lesson.code:
        for call in cell.calls("quiz", "predict", "recall"):
            called.add(call.text(0, "id"))
            found += _question(cell, call, context)
    asked = {id for id in context.questions if id[3:4] in set("PQRX")}
    for id in sorted(asked - called):
        found.append(
            Finding(8, None, f"no cell asks {id} of the questions' file", "ask it, or take it out there")
        )
    return found


def _question(cell: Cell, call: Call, context: Context) -> Iterator[Finding]:
    id = call.text(0, "id")
    if len(call.node.args) + len(call.node.keywords) != 1 or id is None:
        repair = f'write {call.name}("{id or "01-Q1"}") alone; question, options and reasons stand in the questions\' file'
        yield Finding(8, cell.index, f"{id}: the question's content stands in the cell", repair)
        return
    asked = context.asked(id)
    if not asked:
        repair = f"write [{id}] with its question and [[{id}.options]] there"
        yield Finding(8, cell.index, f"the questions' file has no {id}", repair)
    for one in asked:
        for text, reason, _ in one.options:
            if len(reason.split()) < REASON_WORDS:
                repair = f"say in {REASON_WORDS} words or more why one might think so and what is true"
                yield Finding(
                    8, cell.index, f"{id}: option {text!r} has a reason of {words(reason)} words", repair
                )
        if len(one.right) != 1 and call.name != "predict":
            yield Finding(
                8,
                cell.index,
                f"{id}: {len(one.right)} options are correct",
                "mark exactly one correct = true",
            )


def check_row_16(lesson: Lesson, context: Context) -> list[Finding]:
    """Hook, lessons 01 on: something that breaks at work before the theory; the end of the core mends it."""
    return list(_hook(lesson)) if lesson.number >= "01" else []


def _hook(lesson: Lesson) -> Iterator[Finding]:
    hooks, repairs = lesson.tagged("hook"), lesson.tagged("hook:repair")
    for tag, cells in {"hook": hooks, "hook:repair": repairs}.items():
        if len(cells) != 1 or not cells[0].is_code or "deeper" in cells[0].tags:
            repair = f"tag one code cell of the core `{tag}`"
            yield Finding(
                16, cells[0].index if cells else None, f"{len(cells)} cells are tagged `{tag}`", repair
            )
            return
    hook, mend = hooks[0].index, repairs[0].index
    taught = [cell.index for name, cell in lesson.tagged_like("worked")]
    if any(index < hook for index in taught):
        yield Finding(
            16, hook, "the hook stands after a worked example", "show what breaks before the theory"
        )
    needed = Reading.of(lesson.cells[: hook + 1]).minutes
    if needed > HOOK_MINUTES:
        repair = "move it up, or shorten what stands before it"
        yield Finding(
            16, hook, f"the hook comes after {needed:.1f} minutes, the limit is {HOOK_MINUTES}", repair
        )
    recap = min((cell.index for cell in lesson.tagged("recap")), default=len(lesson.cells))
    after = [cell.index for name, cell in lesson.tagged_like("experiment") if "deeper" not in cell.tags]
    if not hook < mend < recap or any(index > mend for index in after):
        repair = "put it after the last experiment of the core and before the recap"
        yield Finding(16, mend, "the repair of the hook is not at the end of the core", repair)
