"""`python -m course_lib`: each command answers with an exit status and words, never with a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def course(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "course_lib", *arguments],
        cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1", **environment}, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip


def test_a_misspelt_command_names_the_known_ones():
    done = course("docter")
    assert done.returncode == 2 and "doctor" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "required: command\n"),
        (("doctor", "now"), "takes at most 0 names; it got now"),
        (("progress", "01"), "takes at most 0 names; it got 01"),
        (("copies", "a", "b"), "takes at most 1 name; it got a b"),
    ],
)
def test_what_is_missing_or_too_much_is_said(arguments, words):
    done = course(*arguments)
    assert done.returncode == 2 and words in done.stderr and "Traceback" not in done.stderr


def test_progress_prints_a_table(tmp_path):
    done = course("progress", COURSE_DATA=str(tmp_path))
    assert done.returncode == 0 and "01" in done.stdout


def test_a_journal_that_cannot_be_placed_is_explained():
    done = course("progress", COURSE_DATA="~nobody-of-that-name/x")
    assert done.returncode == 1 and "COURSE_DATA" in done.stderr and "Traceback" not in done.stderr


def test_one_claim_is_measured():
    done = course("claims", "C08")
    assert done.returncode == 0 and "0.6931" in done.stdout
