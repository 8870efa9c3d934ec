"""On Linux, kernels that the tests start by the name `python3` are forked from one process that has torch imported.

Their specification stands first on JUPYTER_PATH, so nbval, nbclient, nbgrader and JupyterLab all find it. Kernels start
cold, as learners start them: elsewhere; in a run without workers; in the files of COLD; wherever COURSE_COLD is set.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SUPPORTED = sys.platform == "linux"  # macOS has fork, but its frameworks do not survive it
COLD = ("notebooks/00_start_here.ipynb", "solutions/01_meet_softplus/01_meet_softplus.ipynb")
_server, _seconds = pytest.StashKey(), pytest.StashKey()


def start_server(folder, *modules):
    """The process that forks kernels. `folder`, put first on JUPYTER_PATH, holds their specification and its records.

    With names of modules it imports these instead, for commands (`python(folder)`).
    """
    from ipykernel.kernelspec import get_kernel_dict

    address = str(folder / "socket")
    argv = [sys.executable, "-S", "-E", str(HERE / "kernel_client.py"), address, "-f", "{connection_file}"]
    (folder / "kernels" / "python3").mkdir(parents=True)
    (folder / "kernels" / "python3" / "kernel.json").write_text(
        json.dumps(get_kernel_dict() | {"argv": argv}), encoding="utf-8"
    )
    command = [sys.executable, str(HERE / "kernel_server.py"), address, str(folder / "cpu"), *modules]
    server = subprocess.Popen(command, stdin=subprocess.PIPE)
    while not Path(address).exists():
        if server.poll() is not None:
            raise RuntimeError(f"the server of kernels ended with exit code {server.returncode}")
        time.sleep(0.01)
    return server


def python(folder=None):
    """How a test starts `-c PROGRAM` or `-m MODULE`: a Python with the imports of a server (by default this run's: torch,
    and nothing of the course's own)."""
    folder = folder or os.environ.get("COURSE_WARM")
    if folder is None:
        return [sys.executable]
    return [sys.executable, "-S", "-E", str(HERE / "kernel_client.py"), str(Path(folder) / "socket")]


def stop_server(server):
    """End it and every kernel that it still has."""
    server.stdin.close()
    server.wait(30)


def pytest_sessionstart(session):
    """In the controller of xdist; its workers, and what they start, inherit the environment."""
    config = session.config
    if not SUPPORTED or config.getoption("dist", "no") == "no" or "COURSE_WARM" in os.environ:
        return
    folder, path = Path(tempfile.mkdtemp(prefix="warm")), os.environ.get("JUPYTER_PATH")
    config.stash[_server] = start_server(folder), folder, path
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, [str(folder), path]))
    os.environ["COURSE_WARM"] = str(folder)  # a pytest that a test starts makes no second server


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Kernels learn from their environment for which file they run."""
    name, outer = item.nodeid.split("::")[0], os.environ.get("COURSE_TEST_FILE")
    os.environ["COURSE_TEST_FILE"] = outer or name  # in a pytest that a test started: that test's file
    if name in COLD:
        os.environ["COURSE_COLD"] = "1"
    try:
        return (yield)
    finally:
        os.environ.pop("COURSE_COLD", None)
        if outer is None:
            del os.environ["COURSE_TEST_FILE"]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """After the workers, before the summary: what the server and its kernels cost now counts as this process's."""
    server, folder, path = session.config.stash.get(_server, (None, None, None))
    if server is None:
        return
    stop_server(server)
    session.config.stash[_seconds] = _by_file(folder / "cpu")
    shutil.rmtree(folder, ignore_errors=True)
    del os.environ["COURSE_WARM"], os.environ["JUPYTER_PATH"]
    if path is not None:
        os.environ["JUPYTER_PATH"] = path


def _by_file(path):
    spent = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        seconds, name = line.split(" ", 1)
        spent[name] = spent.get(name, 0.0) + float(seconds)
    return spent


def kernel_seconds(config):
    """CPU seconds of the warm kernels of this run, by the test file that started them."""
    return config.stash.get(_seconds, {})
