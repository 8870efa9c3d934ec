"""The wall: the student's side knows no key and no judge, the judge knows no student's side; statically and at run time."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
import warm_kernels

import course_lib.checks

CHECKS = Path(course_lib.checks.__file__).parent
STUDENT_MAY_IMPORT = (
    "course_lib.checks.student",
    "course_lib.checks.evidence",
    "course_lib.checks.plain_torch",
    "course_lib.tasks.question",
)
NEVER_LOADED = {
    "course_lib.checks.student.answering": (
        "course_lib.checks.judge",
        "course_lib.tasks.lesson_",
        "course_lib.checks.panel",
    ),
    "course_lib.checks.judge.judging": ("course_lib.checks.student", "course_lib.tasks.lesson_"),
}


def ours(source):
    """The modules of the course that a source imports, anywhere."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.level or (node.module or "").startswith("course_lib")):
            assert not node.level, "imports are absolute"
            for alias in node.names:
                yield node.module if node.module.count(".") > 1 else f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("course_lib"))


def wrong_in_student(source):
    return [name for name in ours(source) if not name.startswith(STUDENT_MAY_IMPORT)]


def wrong_in_judge(source):
    return [name for name in ours(source) if name.startswith("course_lib.checks.student")]


@pytest.mark.parametrize("path", sorted((CHECKS / "student").rglob("*.py")), ids=lambda path: path.name)
def test_the_students_side_imports_questions_and_evidence_only(path):
    assert not wrong_in_student(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted((CHECKS / "judge").rglob("*.py")), ids=lambda path: path.name)
def test_the_judge_never_imports_the_students_side(path):
    assert not wrong_in_judge(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "line",
    [
        "from course_lib.checks.judge.judging import judge",
        "def f():\n    from course_lib.tasks.lesson_01 import TASKS",
        "import course_lib.tasks.task",
        "from course_lib.checks import judge",
        "from course_lib import tasks",
        "from course_lib.tasks import TASKS",
    ],
)
def test_a_planted_import_of_the_key_or_the_judge_is_found(line):
    assert wrong_in_student(line)


@pytest.mark.parametrize(
    "line",
    [
        "from course_lib.checks.student.answering import answer",
        "import course_lib.checks.student.measures as m",
    ],
)
def test_a_planted_import_of_the_students_side_is_found(line):
    assert wrong_in_judge(line)


def loaded_by(code, python=None):
    """Names of the modules that a process has which ran only this; torch may be among them before."""
    program = f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run(
        [*(python or warm_kernels.python()), "-c", program], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def never_loaded(module, code):
    return [name for name in loaded_by(code) if name.startswith(NEVER_LOADED[module])]


@pytest.mark.parametrize("module", NEVER_LOADED)
def test_at_run_time_each_side_loads_without_the_other_and_without_a_key(module):
    assert not never_loaded(module, f"import {module}")


@pytest.mark.parametrize(
    "module, planted",
    [
        ("course_lib.checks.student.answering", "from course_lib.checks import judge"),
        ("course_lib.checks.student.answering", "from course_lib.tasks import TASKS; TASKS['01-beta']"),
        ("course_lib.checks.judge.judging", "from course_lib.checks import run"),
    ],
)
def test_a_planted_import_is_found_at_run_time(module, planted):
    assert never_loaded(module, f"import {module}\n{planted}")


def test_a_check_imports_its_own_lessons_tasks_only():
    code = "from course_lib.checks import check\ncheck('01-softplus', lambda x, beta=1.0: x)"
    lessons = {name for name in loaded_by(code) if name.startswith("course_lib.tasks.lesson_")}
    assert {name.split(".")[2] for name in lessons} == {"lesson_01"}


def test_the_face_of_the_tasks_is_light():
    assert not {"torch", "mpmath", "course_lib.accuracy"} & set(
        loaded_by("import course_lib.tasks", [sys.executable])
    )


def test_the_face_gives_the_function_whatever_was_loaded_before():
    loaded_by(
        "import course_lib.checks.judge.verdict\nfrom course_lib.checks import judge\nassert callable(judge)"
    )
