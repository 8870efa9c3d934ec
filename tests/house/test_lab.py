"""`make lab` for real: a server that answers, the learner's copy in it, a second call that changes nothing."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import course as course_tool
import pytest

ROOT = Path(__file__).resolve().parents[2]
LEARNERS = course_tool.ROOT / "tools" / "learners_lab"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def course(tmp_path):
    """The parts of the course that `lab` needs, away from the checkout."""
    for name in ("tools", "notebooks", "exercises"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


@contextmanager
def lab(course):
    """A function that gets an address from the server of `course.py lab`, while it runs."""
    port = free_port()
    environment = {**os.environ, "COURSE_PYTHON": sys.executable, "COURSE_DATA": str(course / "data")}
    arguments = [
        "--no-browser",
        f"--port={port}",
        "--IdentityProvider.token=",
        "--allow-root",
        "--port-retries=0",
    ]
    process = subprocess.Popen(
        [sys.executable, str(course / "tools" / "course.py"), "lab", "--", *arguments],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip

    def get(path, read=json.load):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return read(answer)

    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                get("/api/status")
                break
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                assert process.poll() is None, process.stdout.read()
                assert time.monotonic() < deadline, "the server did not answer within 60 s"
                time.sleep(0.2)
        yield get
    finally:
        stop(process)


def stop(process):
    """End the whole family: course.py and the server that it started."""
    if os.name == "nt":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True)
    else:
        import signal

        os.killpg(process.pid, signal.SIGTERM)
    process.communicate(timeout=30)


def outputs(notebook):
    return [cell for cell in notebook["cells"] if cell.get("outputs") or cell.get("execution_count")]


def test_lab_serves_the_learners_copy_and_a_second_call_keeps_it(course):
    with lab(course) as get:
        served = get("/api/contents/notebooks/00_start_here.ipynb")["content"]
        assert not outputs(served), "stored outputs would give the predictions away"
        assert get("/api/contents/exercises")["content"]
        page = get("/lab", lambda answer: answer.read().decode("utf-8"))
        told = json.loads(re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.DOTALL)[1])
        assert "@jupyter/nbgrader" in told["disabledExtensions"]
    mine = course / "my_course" / "notebooks" / "00_start_here.ipynb"
    notes = json.loads(mine.read_text(encoding="utf-8"))
    notes["cells"].append({"cell_type": "markdown", "id": "mine", "metadata": {}, "source": "my note"})
    mine.write_text(json.dumps(notes), encoding="utf-8")
    with lab(course) as get:
        assert (
            get("/api/contents/notebooks/00_start_here.ipynb")["content"]["cells"][-1]["source"] == "my note"
        )


def test_the_users_own_places_for_configuration_stay():
    assert course_tool.for_learners({"PATH": "p"}) == {"PATH": "p", "JUPYTER_CONFIG_PATH": str(LEARNERS)}
    mine = {"JUPYTER_CONFIG_PATH": "mine"}
    assert course_tool.for_learners(mine)["JUPYTER_CONFIG_PATH"] == os.pathsep.join([str(LEARNERS), "mine"])
    assert mine == {"JUPYTER_CONFIG_PATH": "mine"}


def test_a_teachers_jupyterlab_is_left_as_it_is(monkeypatch):
    called = []
    monkeypatch.setattr(course_tool, "environment", lambda kind: sys.executable)
    monkeypatch.setattr(course_tool, "call", lambda python, *args, **more: called.append(more) or 0)
    course_tool.class_([])
    assert called == [{}]
