"""One real class for all tests of this folder: generated, handed in, graded and given back by nbgrader's commands."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from submissions import ASSIGNMENT, BROKEN, STUDENTS, hand_in
from teacher import classroom
from warm_kernels import python, start_server, stop_server

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Course:
    """A course folder after the whole road, and what each command said."""

    root: Path
    said: dict

    def autograded(self, student):
        return self.root / "autograded" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"

    def feedback(self, student):
        return self.root / "feedback" / student / ASSIGNMENT / f"{ASSIGNMENT}.html"


@pytest.fixture(scope="session")
def nbgrader(tmp_path_factory):
    """`nbgrader(folder, *words)`: one command as a teacher types it, but with an environment that is not on PATH.

    In a run with warm kernels each command has a process of its own, which starts with nbgrader imported; with
    `python=(sys.executable,)` it starts as on a teacher's machine.
    """
    server, start = None, (sys.executable,)
    if "COURSE_WARM" in os.environ:
        warm = tmp_path_factory.mktemp("nbgrader")
        server, start = start_server(warm, "nbgrader.apps.nbgraderapp"), python(warm)

    def command(folder, *words, python=start, **environment):
        inherited = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
        course = {"PATH": os.defpath, "PYTHONWARNINGS": "default", "COURSE_DATA": str(folder / "journal")}
        return subprocess.run(
            [*python, "-m", "nbgrader", *words],
            cwd=folder,
            env=inherited | course | {"OMP_NUM_THREADS": "1"} | environment,
            text=True,
            capture_output=True,
            encoding="utf-8",
            timeout=600,
        )

    yield command
    if server is not None:
        stop_server(server)


def pytest_collection_modifyitems(items):
    """Whoever needs the whole class graded, or a server, is slow; pytest hands in the items of all folders."""
    for item in items:
        if item.path.parent == Path(__file__).parent and {"course", "server"} & set(item.fixturenames):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def empty_course(tmp_path_factory):
    """A course folder with sources and configuration, nothing generated yet."""
    root = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "solutions" / ASSIGNMENT, root / "solutions" / ASSIGNMENT)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    return root


@pytest.fixture(scope="session")
def course(empty_course, nbgrader):
    root = empty_course
    cold = (sys.executable,)
    said = {"generate": nbgrader(root, "generate_assignment", ASSIGNMENT, "--create", python=cold)}
    for student in (*STUDENTS, *BROKEN):
        hand_in(root, student)
    said["autograde"] = classroom(root, "grade", ASSIGNMENT)
    said["feedback"] = nbgrader(root, "generate_feedback", ASSIGNMENT)
    said["export"] = nbgrader(root, "export")
    return Course(root, said)
