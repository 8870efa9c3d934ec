"""A lesson's tasks are loaded alone: importing one lesson imports no other."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import course_lib.tasks

FILES = sorted(Path(course_lib.tasks.__file__).parent.glob("lesson_*/*.py"))


def other_lessons(source, own):
    """The lessons that a file imports, but for its own."""
    return set(re.findall(r"course_lib\.tasks\.(lesson_\d\d)", source)) - {own}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_file_of_a_lesson_imports_another_lesson(path):
    assert not other_lessons(path.read_text(encoding="utf-8"), path.parent.name)


def test_an_import_of_another_lesson_is_found():
    line = "from course_lib.tasks.lesson_02.slope import SLOPE"
    assert other_lessons(line, "lesson_01") == {"lesson_02"} and not other_lessons(line, "lesson_02")


def test_at_run_time_too():
    code = "import sys; from course_lib.tasks import find_task; find_task('01-gap'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = [name for name in done.stdout.split() if name.startswith("course_lib.tasks.lesson_")]
    assert {name.split(".")[2] for name in loaded} == {"lesson_01"}
