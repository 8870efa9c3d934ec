"""The words of the tasks: every file belongs to a task, every cause is used, and a faulty file is refused in words."""

from pathlib import Path

import pytest

import course_lib.tasks
from course_lib.checks import TASKS
from course_lib.tasks import words
from course_lib.tasks.task import FunctionTask, ModelTask, NumberTask, TaskError

ROOMS = sorted(Path(course_lib.tasks.__file__).parent.glob("lesson_*"))
FILES = [path for room in ROOMS for path in sorted(room.glob("*.toml"))]
WORDED = [path for path in FILES if not path.with_suffix(".py").exists()]
BESIDE = [path for path in FILES if path.with_suffix(".py").exists()]


def named(path):
    return f"{path.parent.name}/{path.name}"


def task_of(path):
    return TASKS[f"{path.parent.name[-2:]}-{path.stem.replace('_', '-')}"]


def causes_of(task):
    """The causes that a verdict on this task can tell."""
    if isinstance(task, FunctionTask):
        return {mistake.cause for mistake in task.mistakes}
    if isinstance(task, NumberTask):
        return {known.cause for known in task.known} | {task.too_small, task.too_large} - {None}
    if isinstance(task, ModelTask):
        return {cause for behaviour in task.behaviours for cause in behaviour.causes}
    return set()


def test_every_task_has_its_file_and_every_file_its_task():
    assert len(FILES) == len(TASKS)
    assert [task_of(path).id for path in FILES] == [words.read(path, ANYTHING)["id"] for path in FILES]


ANYTHING = {**words.NUMBER, **words.FUNCTION, **words.MODEL, **words.CHOICE, **words.TEXT}


def unused(path, task):
    """Causes that stand in the file and that no formula, number or behaviour of the task names."""
    return set(words.words_beside(str(path)).causes.values()) - causes_of(task)


@pytest.mark.parametrize("path", BESIDE, ids=named)
def test_every_cause_in_a_file_is_used_by_its_task(path):
    assert not unused(path, task_of(path))


def planted(tmp_path, source, old="", new="", more=""):
    """A copy of the file with a fault in it."""
    text = source.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / source.name
    path.write_text(text.replace(old, new, 1) + more, encoding="utf-8")
    return path


GAP, CURVE, STATEMENTS, DEFEND, NETWORK = (
    next(path for path in FILES if named(path) == name)
    for name in (
        "lesson_01/gap.toml",
        "lesson_01/curve.toml",
        "lesson_01/statements.toml",
        "lesson_01/defend.toml",
        "lesson_05/network.toml",
    )
)
READ_BESIDE = {GAP, NETWORK}


def test_an_unused_cause_is_found(tmp_path):
    path = planted(tmp_path, GAP, more='\n[causes.idle]\nwhy = "a"\nnext_step = "b"\n')
    assert {cause.id for cause in unused(path, TASKS["01-gap"])} == {"idle"}


@pytest.mark.parametrize(
    ("source", "old", "new", "message"),
    [
        (GAP, 'title = "', 'heading = "', "top level: 'title' is missing"),
        (GAP, 'title = "', 'mood = "good"\ntitle = "', "top level: 'mood' is unknown"),
        (GAP, 'title = "', 'part = "deep"\ntitle = "', "'part' is 'deep'; 'core' or 'deeper' is expected"),
        (GAP, 'title = "the gap between softplus and ReLU"', "title = 3", "'title' is of type int; str is"),
        (GAP, 'id = "01-gap"', 'id = "01-gaps"', "holds the task '01-gaps'"),
        (GAP, '    "The gap is the same at x and at −x.",\n', "", "has 2 hints; a task has three"),
        (GAP, 'id = "01-gap"', "id = 01-gap", "cannot be read"),
        (GAP, "next_step =", "then =", "causes.no-abs: 'next_step' is missing"),
        (GAP, "[causes.no-abs]", "[options.no-abs]", "'options' is unknown"),
        (CURVE, "reason =", "because =", "options.a: 'reason' is missing"),
        (CURVE, "correct = true", "correct = 1", "options.b: 'correct' is of type int"),
        (CURVE, "correct = true\n", "", "exactly one option must be correct"),
        (CURVE, "points = 2\n", "", "'points' is missing"),
        (STATEMENTS, 'right = "', 'answer = "', "'right' is missing"),
        (STATEMENTS, 'right = "exact arithmetic only"', 'right = "perhaps"', "exactly one option must be"),
        (DEFEND, "says =", "say =", "scheme, row 1: 'says' is missing"),
        (NETWORK, "line =", "title =", "behaviours.layout: 'line' is missing"),
        (NETWORK, "why =", "because =", "causes.wrong-size: 'why' is missing"),
    ],
)
def test_a_faulty_file_is_refused_in_words(tmp_path, source, old, new, message):
    path = planted(tmp_path, source, old, new)
    with pytest.raises(TaskError, match=message):
        if source in READ_BESIDE:
            words.words_beside(str(path))
        else:
            words.worded_task(str(path), f"{source.parent.name[-2:]}-{source.stem}")


@pytest.mark.parametrize("source", [GAP, CURVE, DEFEND], ids=named)
def test_a_task_of_the_deeper_part_says_so(tmp_path, source):
    path = planted(tmp_path, source, 'title = "', 'part = "deeper"\ntitle = "')
    if source in READ_BESIDE:
        assert words.words_beside(str(path)).task["part"] == "deeper"
    else:
        task = words.worded_task(str(path), task_of(source).id)
        assert task.part == "deeper" and task.heading == f"{task_of(source).title} (deeper)"
    assert task_of(source).part == "core" and task_of(source).heading == task_of(source).title


def test_a_cause_that_the_file_does_not_have_is_named():
    with pytest.raises(TaskError, match=r"gap.toml has no \[causes.no-asb\]; it has no-abs, no-gap"):
        words.words_beside(str(GAP)).causes["no-asb"]


@pytest.mark.parametrize("path", WORDED, ids=named)
def test_a_task_that_is_words_alone_is_a_choice_or_a_text(path):
    assert task_of(path).kind in ("choice", "text")
    assert task_of(path) == words.worded_task(str(path), task_of(path).id)
