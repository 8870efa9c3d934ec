"""The rest of the teacher's road: release, fetch, submit, collect; the formgrader; another database."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import nbformat
import pytest
from submissions import ASSIGNMENT, ROOT

TOKEN = "test-token"


@pytest.mark.skipif(sys.platform == "win32", reason="nbgrader's exchange needs Linux or macOS")
def test_release_fetch_submit_and_collect(course, nbgrader, tmp_path):
    exchange = tmp_path / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    shared = (f"--Exchange.root={exchange}", "--CourseDirectory.course_id=softplus")
    done = nbgrader(course.root, "release_assignment", ASSIGNMENT, *shared)
    assert done.returncode == 0, done.stderr
    learner = tmp_path / "learner"
    learner.mkdir()
    for step in ("fetch_assignment", "submit"):
        done = nbgrader(learner, step, ASSIGNMENT, *shared, f"--Exchange.cache={tmp_path / 'cache'}")
        assert done.returncode == 0, done.stderr
    fetched = nbformat.read(learner / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4)
    assert fetched == nbformat.read(ROOT / "exercises" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4)
    done = nbgrader(course.root, "collect", ASSIGNMENT, *shared)
    assert done.returncode == 0, done.stderr
    collected = list((course.root / "submitted").glob(f"*/{ASSIGNMENT}/timestamp.txt"))
    assert len(collected) == 1
    # The other tests of this folder count submissions.
    shutil.rmtree(collected[0].parents[1])


def test_another_database_by_environment(nbgrader, tmp_path):
    shutil.copytree(ROOT / "solutions" / ASSIGNMENT, tmp_path / "solutions" / ASSIGNMENT)
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    other = tmp_path / "elsewhere" / "grades.db"
    other.parent.mkdir()
    done = nbgrader(
        tmp_path, "generate_assignment", ASSIGNMENT, "--create", COURSE_DB_URL=f"sqlite:///{other.as_posix()}"
    )
    assert done.returncode == 0, done.stderr
    assert other.is_file() and not (tmp_path / "gradebook.db").exists()


@pytest.fixture(scope="module")
def server(course, tmp_path_factory):
    """JupyterLab at the course root, as `make class` opens it."""
    tmp_path = tmp_path_factory.mktemp("lab")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
        "JUPYTER_DATA_DIR": str(tmp_path / "data"),
        "JUPYTER_RUNTIME_DIR": str(tmp_path / "runtime"),
        "PYTHONWARNINGS": "default",
    }
    with (tmp_path / "lab.log").open("w", encoding="utf-8") as log:
        lab = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "jupyterlab",
                "--no-browser",
                "--allow-root",
                f"--port={port}",
                "--ServerApp.port_retries=0",
                f"--IdentityProvider.token={TOKEN}",
                "--ServerApp.ip=127.0.0.1",
            ],
            cwd=course.root,
            env=env,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            lab.terminate()
            lab.wait(timeout=30)


def ask(address, patience=60.0):
    """The answer of the server, which may still be starting."""
    request = urllib.request.Request(address, headers={"Authorization": f"token {TOKEN}"})
    deadline = time.monotonic() + patience
    while True:
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.read().decode("utf-8")
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.3)


def test_the_formgrader_opens_in_jupyterlab_and_shows_the_assignment(server):
    assignments = json.loads(ask(f"{server}/formgrader/api/assignments"))
    assert [one["name"] for one in assignments] == [ASSIGNMENT]
    assert assignments[0]["num_submissions"] >= 30
    page = ask(f"{server}/formgrader/manage_assignments")
    assert "Formgrader" in page or "formgrader" in page
    students = json.loads(ask(f"{server}/formgrader/api/submissions/{ASSIGNMENT}"))
    assert "s01_right" in {one["student"] for one in students}


@pytest.mark.browser
def test_a_teacher_opens_the_formgrader_from_the_menu_of_jupyterlab(server):
    from lab import chromium, find_chromium, no_browser

    path = find_chromium()
    if path is None:
        no_browser()
    ask(f"{server}/api/status")
    with chromium(path) as browser:
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.goto(f"{server}/lab?token={TOKEN}")
        page.get_by_role("menuitem", name="Nbgrader").click(timeout=60_000)
        page.get_by_role("menuitem", name="Formgrader", exact=True).click()
        page.frame_locator("iframe").first.get_by_role("link", name=ASSIGNMENT).first.wait_for(timeout=60_000)
        page.close()
