"""Repairs of nbval 0.11, each a function named after its trap.

1. `a_dead_kernel_is_noticed`   nbval waits --nbval-cell-timeout for a kernel that has gone; here half a second;
2. `a_trailing_semicolon_counts`   nbval hides the cell from IPython's history, so IPython cannot see the `;`;
3. `kernels_talk_over_ipc`   sockets in the file system where there are any (no port races, no TCP warning), TCP on Windows;
4. `kernels_have_an_empty_journal`   a kernel of a test never reads or writes the learner's own record.
"""

import os
import shutil
import tempfile
import time
import weakref
from pathlib import Path
from queue import Empty

import pytest

HEARTBEAT_S = 0.5
_leftovers = []  # what removes each kernel's folder; a worker of xdist ends without calling atexit


class KernelDied(RuntimeError):
    """The process behind a notebook has ended while a cell waited for it."""


def a_dead_kernel_is_noticed(running, msg_id, timeout=None):
    """`RunningKernel.await_reply`: wait for the reply in short steps, and look between them whether anyone is there."""
    deadline = None if timeout is None else time.monotonic() + timeout
    while True:
        left = HEARTBEAT_S if deadline is None else deadline - time.monotonic()
        try:
            message = running.kc.get_shell_msg(timeout=max(min(HEARTBEAT_S, left), 0.0))
        except Empty:
            if not running.km.is_alive():
                raise KernelDied(
                    f"the kernel died (exit code {_exit_code(running.km)}) while this cell ran. Look for a crash in "
                    "compiled code, a lack of memory, or a call that ends the process; the cells below cannot run."
                ) from None
            if deadline is not None and time.monotonic() >= deadline:
                raise
            continue
        if message["parent_header"].get("msg_id") == msg_id:
            if message["content"]["status"] == "aborted":
                raise RuntimeError("the kernel refused to run this cell (status 'aborted')")
            return


def _exit_code(manager):
    process = getattr(manager.provisioner, "process", None)
    return "unknown" if process is None else process.returncode


def a_trailing_semicolon_counts(running, cell_input, allow_stdin=None):
    """`RunningKernel.execute_cell_input`: with the cell in IPython's history, as JupyterLab and nbclient run it."""
    return running.kc.execute(cell_input, store_history=True, allow_stdin=allow_stdin, stop_on_error=False)


def start_new_kernel(startup_timeout=60, kernel_name="python", **kwargs):
    """nbval's function of this name, with repairs 3 and 4."""
    from nbval.kernel import KernelManager, NbvalKernelspecManager

    folder = tempfile.mkdtemp(prefix="nbk")  # short: a socket's path has about 100 characters
    manager = KernelManager(kernel_name=kernel_name, kernel_spec_manager=NbvalKernelspecManager())
    _leftovers.append(weakref.finalize(manager, shutil.rmtree, folder, ignore_errors=True))
    kernels_talk_over_ipc(manager, Path(folder))
    # The history stays in memory: two workers would fight for one SQLite file, and the user's own is no test's business.
    history = ["--HistoryManager.hist_file=:memory:"]
    manager.start_kernel(extra_arguments=history, env=kernels_have_an_empty_journal(Path(folder)), **kwargs)
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=startup_timeout)
    except RuntimeError:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        raise
    return manager, client


def kernels_talk_over_ipc(manager, folder):
    """On Windows pyzmq has no ipc transport; the default (TCP on localhost) stays."""
    if os.name != "nt":
        manager.transport = "ipc"
        manager.ip = str(folder / "k")


def kernels_have_an_empty_journal(folder):
    """The environment of one kernel: COURSE_DATA is a folder of its own, empty."""
    journal = folder / "journal"
    journal.mkdir()
    return {**os.environ, "COURSE_DATA": str(journal)}


def _repair_nbval():
    import nbval.kernel
    import nbval.plugin

    nbval.kernel.start_new_kernel = start_new_kernel
    nbval.kernel.RunningKernel.await_reply = a_dead_kernel_is_noticed
    nbval.kernel.RunningKernel.execute_cell_input = a_trailing_semicolon_counts


def nbval_is_on(config):
    """Whether this run checks notebooks."""
    return bool(config.getoption("nbval", False) or config.getoption("nbval_lax", False))


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    if nbval_is_on(config):
        _repair_nbval()


def pytest_unconfigure():
    for remove in _leftovers:
        remove()
