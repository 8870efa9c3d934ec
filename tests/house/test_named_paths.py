"""Every path of this repository that a docstring, a comment, a message or a document names is there."""

import ast
import io
import re
import subprocess
import tokenize
from functools import cache
from pathlib import Path

import pytest

from course_lib.notebooks import Notebook

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = {".md", ".yml", ".toml", ".cfg", ".mplstyle", "", ".txt"}
ENDINGS = "py|md|ipynb|toml|json|yml|cfg|mplstyle|js|png"
SEGMENT = r"(?:[\w.*…-]|<[^<>\n]*>)"
# A word with slashes, or a file name with one of the endings, that is not part of a longer word.
WORD = re.compile(rf"(?<![\w/.~$}}:*>-])(?:(?:{SEGMENT}+/)+{SEGMENT}*|{SEGMENT}+?\.(?:{ENDINGS})\b)")
# NN is two digits and NN_name a lesson; *, …, <name>, the end of an f-string's part and these words are any name.
PLACEHOLDER = re.compile(
    r"NN_[a-z]+|<[^>]*>|…|\*+|_$|(?<![A-Za-z])(?:NAME|DIR|STUDENT|TASK_ID|A)(?![A-Za-z])"
)
# Files of other programs and, for `EXAMPLES`, names that are made up.
ELSEWHERE = {"jax/_src/nn/functions.py", "overrides.json", "NAME_newer_version.ipynb"}
EXAMPLES = re.compile(r"(^|/)(a|b|x|lesson|answer)\.(ipynb|py|json)$")


@cache
def there():
    """Tracked and new files, and their folders, as paths from the root."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = (
        subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode("utf-8").split("\0")
    )
    files = {name for name in listed if name and (ROOT / name).exists()}
    folders = {parent.as_posix() for name in files for parent in Path(name).parents}
    return frozenset(files | folders - {"."})


@cache
def first_segments():
    """The folders at the root."""
    return {name.split("/")[0] for name in there() if "/" in name or (ROOT / name).is_dir()}


@cache
def made():
    """What git ignores is made on a user's machine: my_course/, submitted/, gradebook.db …"""
    return frozenset(line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split())


def pattern(path):
    """A named path as a regular expression for the whole path of a file: it may begin at any folder, and omit `.py`."""
    parts = []
    for segment in path.strip("/").split("/"):
        text = re.escape(PLACEHOLDER.sub("\0", segment).replace("NN", "\1"))
        parts.append(text.replace("\0", "[^/]+").replace("\1", r"\d\d"))
    return re.compile(rf"(?:.*/)?{'/'.join(parts)}(?:\.py)?")


def is_there(path):
    first = path.strip("/").split("/")[0]
    if first in made() or PLACEHOLDER.fullmatch(first) or path in ELSEWHERE or EXAMPLES.search(path):
        return True
    return path.strip("/") in there() or any(map(pattern(path).fullmatch, there()))


def named_in(text):
    """Paths that a text names: they begin with a folder of the repository, or end like one of its files."""
    for word in WORD.findall(re.sub(r"https?://\S+", " ", text)):
        path = word.rstrip(".…") or word
        if path.split("/")[0] in first_segments() or re.search(rf"\.({ENDINGS})$", path):
            yield path


def prose_of(source, everything):
    """Comments and docstrings of a Python file; with `everything` the other strings too, where messages stand."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            yield node.value.value
        elif (
            everything
            and isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and " " in node.value
        ):
            yield node.value


def texts(path):
    if path.suffix == ".py":
        inside = path.relative_to(ROOT).parts[0] in ("course_lib", "tools", "benchmarks")
        return prose_of(path.read_text(encoding="utf-8"), everything=inside)
    if path.suffix == ".ipynb":
        return (cell.source for cell in Notebook.read(path).cells if cell.kind == "markdown")
    return [path.read_text(encoding="utf-8")] if path.suffix in DOCUMENTS else []


def dead_paths(files):
    return {
        (path.relative_to(ROOT).as_posix(), name)
        for path in files
        for text in texts(path)
        for name in named_in(text)
        if not is_there(name)
    }


def test_every_named_path_exists():
    files = [ROOT / name for name in there() if (ROOT / name).is_file() and not name.startswith("tests/zoo/")]
    assert not sorted(dead_paths(set(files) - {Path(__file__)}))


@pytest.mark.parametrize(
    "text, dead",
    [
        ("see `course_lib/activations/gone.py`", ["course_lib/activations/gone.py"]),
        ("the tests are in tests/gone/.", ["tests/gone/"]),
        ("`tools/readme.py` and tools/gone", ["tools/gone"]),
        ("written in no_such_file.py, as GONE.md says", ["no_such_file.py", "GONE.md"]),
        ("rubric_rows/gone.py stands beside rubric_rows/lesson.py", ["rubric_rows/gone.py"]),
        ("course_lib/tasks/lesson_NN/gone.py", ["course_lib/tasks/lesson_NN/gone.py"]),
        ("tests/zoo/NN_name/<task id>/left_*.py", ["tests/zoo/NN_name/<task id>/left_*.py"]),
        ("solutions/NN_name/NN_name.ipynb, course_lib/tasks/lesson_NN, `notebooks/*.ipynb`", []),
        ("tests/zoo/NN_name/<task id>/wrong_*.py and tests/zoo/NN_name/TASK_ID/right_….py", []),
        ("exercises/A/A.ipynb, notebooks/01_….ipynb, submitted/STUDENT/A/A.ipynb, my_course/notebooks", []),
        (
            "[a link](notebooks/00_start_here.ipynb), https://example.org/tests/gone.py, application/json, x/beta",
            [],
        ),
        ("course_lib.activations, 3/4, and/or, e.g. the end.", []),
    ],
)
def test_a_dead_path_is_seen_and_a_living_one_is_not(text, dead):
    assert [path for path in named_in(text) if not is_there(path)] == dead


def test_where_a_python_file_speaks():
    source = '"""doc/a.py"""\n\nX = "value.py"  # comment/b.py\ndef f():\n    """inner/c.py"""\n    raise E("in d.py")\n'
    assert sorted(prose_of(source, everything=False)) == ["# comment/b.py", "doc/a.py", "inner/c.py"]
    assert "in d.py" in list(prose_of(source, everything=True))


def test_a_planted_dead_path_is_found_in_each_kind_of_file(tmp_path, monkeypatch):
    there(), first_segments(), made()  # of the real repository
    (tmp_path / "course_lib").mkdir()
    planted = {
        "course_lib/a_room.py": '"""As in tests/gone.py."""\n',
        "PAGE.md": "Look at tests/gone.py.\n",
        "page.ipynb": '{"cells": [{"cell_type": "markdown", "source": ["Look at\\n", "tests/gone.py"]}]}',
        "Makefile": "x: # tests/gone.py\n",
    }
    for name, text in planted.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    assert dead_paths(tmp_path / name for name in planted) == {(name, "tests/gone.py") for name in planted}
