"""pytest for notebooks: repairs of nbval 0.11 (each a function named after its trap), and two reports it lacks.

1. `a_dead_kernel_is_noticed`   nbval waits --nbval-cell-timeout for a kernel that has gone; here half a second;
2. `a_trailing_semicolon_counts`   nbval hides the cell from IPython's history, so IPython cannot see the `;`;
3. `kernels_talk_over_ipc`   sockets in the file system where there are any (no port races, no TCP warning), TCP on Windows;
4. `kernels_have_an_empty_journal`   a kernel of a test never reads or writes the learner's own record;
5. a run that would tear notebooks apart (xdist without --dist loadfile) is refused before it starts;
6. the summary says in how many code cells outputs were really compared (a cleared notebook cannot look checked),
   and reports times against the limits of the rubric's row 13: shown, never asserted.
"""

import os
import shutil
import tempfile
import time
import weakref
from pathlib import Path
from queue import Empty

import pytest

NOTEBOOK_FOLDERS = ("notebooks", "solutions")
WHOLE_FILE_MODES = ("no", "loadfile", "loadscope")
HEARTBEAT_S = 0.5
NOTEBOOK_S, MEAN_S, CELL_S, COMPILES_S = 30, 10, 5, 15  # row 13 of the rubric, on two cores
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


def _nbval_is_on(config):
    return bool(config.getoption("nbval", False) or config.getoption("nbval_lax", False))


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    if not _nbval_is_on(config):
        return
    _repair_nbval()
    mode = config.getoption("dist", "no")
    if mode not in WHOLE_FILE_MODES and _names_notebooks(config):
        raise pytest.UsageError(
            f"notebooks cannot run with --dist {mode}: it spreads the cells of one notebook over several kernels, "
            "and each would miss the variables of the others. Add --dist loadfile."
        )


def pytest_unconfigure():
    for remove in _leftovers:
        remove()


def _names_notebooks(config):
    """Whether the command line leads to a notebook. The controller of xdist collects nothing, so it looks for files."""
    for argument in config.args:
        path = config.invocation_params.dir / argument.split("::")[0]
        if path.suffix == ".ipynb" or (path.is_dir() and next(_notebooks_below(path), None) is not None):
            return True
    return False


def _notebooks_below(folder):
    """As pytest collects them: nothing in hidden folders (environments, Jupyter's checkpoints)."""
    for path in folder.rglob("*.ipynb"):
        if not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def _compared(cell):
    """Whether nbval compares anything of this code cell's outputs with what is stored."""
    from nbval.plugin import find_comment_markers, find_metadata_tags

    options = {
        "check": True,
        **dict(find_metadata_tags(cell.metadata)),
        **dict(find_comment_markers(cell.source)),
    }
    if options.get("skip") or not options["check"] or cell.execution_count is None:
        return False
    unseen = {"image/png", "image/jpeg", "application/vnd.jupyter.widget-view+json"}
    return any("data" not in output or set(output["data"]) - unseen for output in cell.outputs)


def _compared_in(path):
    """For each code cell in order: compared or not."""
    import nbformat

    notebook = nbformat.read(path, as_version=4)
    return [_compared(cell) for cell in notebook.cells if cell.cell_type == "code"]


def _cells_that_passed(terminalreporter):
    """Node ids; a cell that failed, or stood below a kernel's death, has no claim to be called checked."""
    return {report.nodeid for report in terminalreporter.stats.get("passed", [])}


def _seconds(terminalreporter):
    """Node id → seconds, with the start of the kernel in a notebook's first cell."""
    spent = {}
    for name in ("passed", "failed", ""):
        for report in terminalreporter.stats.get(name, []):
            if ".ipynb::" in getattr(report, "nodeid", ""):
                spent[report.nodeid] = spent.get(report.nodeid, 0.0) + report.duration
    return spent


def _report_times(terminalreporter, root):
    spent, notebooks = _seconds(terminalreporter), {}
    for nodeid, seconds in spent.items():
        path = nodeid.split("::")[0]
        notebooks[path] = notebooks.get(path, 0.0) + seconds
    if not notebooks:
        return
    slowest, mean = max(notebooks, key=notebooks.get), sum(notebooks.values()) / len(notebooks)
    terminalreporter.write_line(
        f"nbval: {len(notebooks)} notebooks, mean {mean:.1f} s (limit {MEAN_S}), "
        f"slowest {notebooks[slowest]:.1f} s (limit {NOTEBOOK_S}): {slowest}"
    )
    for nodeid, seconds in spent.items():
        if seconds > CELL_S and seconds > _limit(root, nodeid):
            terminalreporter.write_line(
                f"nbval: over its limit of {_limit(root, nodeid)} s: {nodeid} took {seconds:.1f} s"
            )


def _limit(root, nodeid):
    import nbformat

    path, cell = nodeid.split("::Cell ")
    code = [cell for cell in nbformat.read(root / path, as_version=4).cells if cell.cell_type == "code"]
    return COMPILES_S if "compiles" in code[int(cell)].metadata.get("tags", ()) else CELL_S


def pytest_terminal_summary(terminalreporter, config):
    if not _nbval_is_on(config):
        return
    passed = _cells_that_passed(terminalreporter)
    compared = total = 0
    for path in sorted(
        path for folder in NOTEBOOK_FOLDERS for path in _notebooks_below(config.rootpath / folder)
    ):
        name = path.relative_to(config.rootpath).as_posix()
        cells = _compared_in(path)
        here = sum(seen and f"{name}::Cell {number}" in passed for number, seen in enumerate(cells))
        compared, total = compared + here, total + len(cells)
        if config.get_verbosity() > 0:
            terminalreporter.write_line(
                f"nbval: {name}: outputs compared in {here} of {len(cells)} code cells"
            )
    share = f"{100 * compared / total:.0f} %" if total else "no notebooks"
    terminalreporter.write_line(f"nbval: outputs compared in {compared} of {total} code cells ({share})")
    _report_times(terminalreporter, config.rootpath)
