"""The plugins for notebooks and nbval_sanitize.cfg, tried on tiny notebooks in one pytest run of their own."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import nbformat.v4 as nb
import pytest

ROOT = Path(__file__).resolve().parents[2]
TRANSPORT = "tcp" if os.name == "nt" else "ipc"
SHOW = 'from IPython.display import HTML\nHTML(\'<figure><img alt="{alt}" src="data:image/png;base64,{pixels}"></figure>\')'


def code(source, *, text=None, html=None, plain=None, tags=(), count=1):
    """One code cell with the outputs that a notebook would have stored."""
    cell = nb.new_code_cell(source, metadata={"tags": list(tags)} if tags else {}, execution_count=count)
    if text is not None:
        cell.outputs.append(nb.new_output("stream", name="stdout", text=text))
    data = {"text/html": html, "text/plain": plain}
    data = {kind: value for kind, value in data.items() if value is not None}
    if data:
        cell.outputs.append(nb.new_output("execute_result", data, execution_count=count))
    return cell


def figure(*, stored_alt="A curve.", stored_pixels="AAAA", alt="A curve.", pixels="AAAA"):
    html = f'<figure><img alt="{stored_alt}" src="data:image/png;base64,{stored_pixels}"></figure>'
    return code(SHOW.format(alt=alt, pixels=pixels), html=html, plain="<IPython.core.display.HTML object>")


NOTEBOOKS = {
    "same": [code("x = 2\nprint(x)", text="2\n"), code("x + 1", plain="3")],
    "changed": [code("print(2)", text="1\n"), code("print(3)", text="3\n")],
    "dead": [code("import os\nos._exit(3)"), code("1 + 1", plain="2")],
    "semicolon": [code("x = 3\nx;")],
    "new_alt": [figure(alt="Two curves.")],
    "new_pixels": [figure(pixels="BBBB+/==")],
    "address": [code("print(object())", text="<object object at 0x7f0000000000>\n")],
    "temporary": [
        code(
            "import tempfile\nprint(tempfile.mkdtemp())", text=f"{tempfile.gettempdir()}{os.sep}tmpabcdefgh\n"
        )
    ],
    "moment": [code("import datetime\nprint(datetime.datetime.now())", text="2026-01-02 03:04:05.678901\n")],
    "transport": [
        code(
            "from ipykernel.kernelapp import IPKernelApp\nprint(IPKernelApp.instance().transport)",
            text=f"{TRANSPORT}\n",
        )
    ],
    "journal": [
        code(
            "import os, pathlib\nfolder = pathlib.Path(os.environ['COURSE_DATA'])\nprint(list(folder.iterdir()))\n"
            "_ = (folder / 'kept').write_text('x')",
            text="[]\n",
        )
    ],
    "cleared": [code("print(1)", count=None), code("print(2)", count=None)],
    "volatile": [code("import time\nprint(time.time())", text="0\n", tags=["nbval-ignore-output"])],
}
# A second kernel, to see that a journal is empty although another kernel has written to its own.
NOTEBOOKS["journal_again"] = NOTEBOOKS["journal"]


def write(folder):
    """A course in small: the real configuration, the notebooks above."""
    for name in ("conftest.py", "nbval_sanitize.cfg", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / "tests" / "plugins", folder / "tests" / "plugins")
    (folder / "notebooks").mkdir()
    for name, cells in NOTEBOOKS.items():
        notebook = nb.new_notebook(cells=cells)
        notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        # A cell may stand in two notebooks, and ids are unique in each.
        (folder / "notebooks" / f"{name}.ipynb").write_text(nb.writes(notebook), encoding="utf-8")


def run(folder, *options):
    """pytest on the small course. A cell may take 600 s there, so a dead kernel that is not noticed ends the test."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    return subprocess.run(
        [
            sys.executable, "-m", "pytest", "--nbval", "--nbval-sanitize-with=nbval_sanitize.cfg",
            "--nbval-cell-timeout=600", "--junitxml=report.xml", *options, "notebooks",
        ],
        cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=240,
    )  # fmt: skip


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    write(folder)
    return folder


@pytest.fixture(scope="module")
def finished(course):
    return run(course, "-v", "-n", "2", "--dist", "loadfile")


@pytest.fixture(scope="module")
def failures(course, finished):
    """(notebook, cell number) → what pytest says about it; empty for a cell that passed."""
    found = {}
    for case in ElementTree.parse(course / "report.xml").iter("testcase"):
        notebook, cell = re.search(
            r"(\w+)(?:\.ipynb)?::Cell (\d+)", f"{case.get('classname')}::{case.get('name')}"
        ).groups()
        problem = case.find("failure")
        found[notebook, int(cell)] = "" if problem is None else (problem.text or problem.get("message"))
    return found


def test_every_cell_of_every_notebook_is_a_test(failures):
    assert set(failures) == {(name, i) for name, cells in NOTEBOOKS.items() for i in range(len(cells))}


@pytest.mark.parametrize(
    "name",
    [
        "same",
        "semicolon",
        "new_pixels",
        "address",
        "temporary",
        "moment",
        "transport",
        "journal",
        "journal_again",
        "volatile",
    ],
)
def test_what_is_unchanged_or_volatile_passes(failures, name):
    assert not failures[name, 0]


def test_a_changed_output_fails_and_the_cells_below_still_run(failures):
    assert "Cell outputs differ" in failures["changed", 0]
    assert not failures["changed", 1]


def test_a_changed_alt_text_fails(failures):
    assert "Two curves." in failures["new_alt", 0]


def test_a_dead_kernel_is_noticed_and_named(failures):
    assert "the kernel died (exit code 3)" in failures["dead", 0]
    assert "dead" in failures["dead", 1].lower()


def test_the_summary_counts_only_what_was_compared_and_passed(finished):
    nothing_stored = {("cleared", 0), ("cleared", 1), ("volatile", 0), ("semicolon", 0), ("dead", 0)}
    failed = {("changed", 0), ("new_alt", 0), ("dead", 1)}
    total = sum(len(cells) for cells in NOTEBOOKS.values())
    n = total - len(nothing_stored | failed)
    assert (
        f"nbval: outputs compared in {n} of {total} code cells ({100 * n / total:.0f} %)" in finished.stdout
    )
    assert "nbval: notebooks/cleared.ipynb: outputs compared in 0 of 2 code cells" in finished.stdout


def test_the_summary_reports_times_against_the_limits(finished):
    assert re.search(
        rf"nbval: {len(NOTEBOOKS)} notebooks, mean [\d.]+ s \(limit 15\), slowest [\d.]+ s", finished.stdout
    )


def test_a_mode_that_tears_notebooks_apart_is_refused(course):
    refused = run(course, "-n", "2", "--dist", "load")
    assert refused.returncode == pytest.ExitCode.USAGE_ERROR
    assert "--dist loadfile" in refused.stderr
