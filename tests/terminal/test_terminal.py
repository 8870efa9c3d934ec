"""A console, or the file that takes its output, may lack β: no program of the course stops for that."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from course_lib.terminal import accept_every_character, say

ROOT = Path(__file__).resolve().parents[2]
GUARD = 'if __name__ == "__main__":'
# These print names, numbers and JSON in ASCII; the second one runs inside the student's side.
ASCII_ONLY = {"course_lib/activations/kernels/fit.py", "course_lib/notebooks/source_names.py"}


def ascii_stream():
    return io.TextIOWrapper(io.BytesIO(), encoding="ascii")


def written(stream):
    stream.flush()
    return stream.buffer.getvalue().strip()


def test_what_the_terminal_lacks_is_replaced(monkeypatch):
    monkeypatch.setattr(sys, "stdout", ascii_stream())
    say("β is 1")
    assert written(sys.stdout) == b"? is 1"
    other = ascii_stream()
    say("β is 2", file=other)
    assert written(other) == b"? is 2"


def test_a_program_that_accepts_every_character_prints_on(monkeypatch):
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, ascii_stream())
    accept_every_character()
    print("β", "\udcff")  # the second is how Python holds a byte of a file name that is not UTF-8
    print("ln 2/β", file=sys.stderr)
    assert written(sys.stdout) == b"? ?" and written(sys.stderr) == b"ln 2/?"


def test_a_stream_that_cannot_change_is_left_alone(monkeypatch):
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    accept_every_character()
    say("β")
    assert sys.stdout.getvalue() == "β\n"


def programs():
    """The files that run as a program, by their path."""
    folders = ("course_lib", "tools", "benchmarks", "tests")
    files = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    files = [path for path in files if "plugins" not in path.parts]  # what pytest starts for itself
    texts = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in files}
    return {name: text for name, text in texts.items() if f"\n{GUARD}\n" in text}


def test_every_program_begins_with_it():
    found = programs()
    assert len(found) > 15
    first = {name: text.split(f"\n{GUARD}\n")[1].strip() for name, text in found.items()}
    late = [
        name
        for name, text in first.items()
        if not text.startswith(("accept_every_character()", "for stream in (sys.stdout, sys.stderr)"))
    ]
    assert set(late) == ASCII_ONLY


@pytest.mark.parametrize(
    "arguments",
    [
        ("-m", "course_lib", "claims", "C01"),
        ("-m", "course_lib", "progress"),
        ("-m", "course_lib.accuracy", "--help"),
        ("-m", "course_lib.classroom"),
        ("tools/course.py", "--help"),
        ("tools/rubric.py", "--help"),
        ("tools/rubric.py", "--minutes", "notebooks/00_start_here.ipynb"),
        ("benchmarks/softplus_speed.py", "--help"),
    ],
    ids=" ".join,
)
def test_a_command_whose_output_goes_to_a_file_in_an_old_encoding(tmp_path, arguments):
    environment = {
        **os.environ,
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "cp1252",
        "COURSE_DATA": str(tmp_path),
    }
    with (tmp_path / "out").open("wb") as out:
        done = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=environment, stdout=out, stderr=subprocess.PIPE, check=False
        )  # fmt: skip
    assert b"UnicodeEncodeError" not in done.stderr and b"Traceback" not in done.stderr, done.stderr
    assert done.returncode in (0, 2) and (tmp_path / "out").stat().st_size > 40
