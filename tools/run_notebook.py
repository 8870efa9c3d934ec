"""Run notebooks from a clean kernel and store what they print, as every lesson in this repository is stored.

    python tools/run_notebook.py notebooks/01_meet_softplus.ipynb …   run and store; a notebook that fails stays as it was
    python tools/run_notebook.py --check notebooks/*.ipynb            run twice, store nothing; say where two runs, or
                                                                      run and stored outputs, differ
    python tools/run_notebook.py --to-text DIR notebooks/01_….ipynb   write DIR/01_….py (jupytext percent), run nothing
    python tools/run_notebook.py --from-text DIR notebooks/01_….ipynb read DIR/01_….py into the notebook, then run;
                                                                      where a cell fails, the new cells stay, without outputs

Stored: outputs, execution counts from 1, tags. Not stored: widget state and views (a view without its state shows an
error; its words in text/plain stay), Python's version, times. The journal (COURSE_DATA) is an empty folder.
Prints each cell over one second and the total of each notebook.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from course_lib.terminal import accept_every_character

KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
KEPT_CELL_METADATA = ("tags", "nbgrader", "deletable", "editable")
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
SLOW_S = 1.0
ROOT = Path(__file__).resolve().parent.parent
SANITIZER = ROOT / "nbval_sanitize.cfg"


def without_places(value, places):
    """A text with each folder of this machine shown as …; lists and mappings of texts likewise."""
    if isinstance(value, dict):
        return type(value)({key: without_places(part, places) for key, part in value.items()})
    if isinstance(value, list):
        return [without_places(part, places) for part in value]
    for place in places if isinstance(value, str) else ():
        value = value.replace(place, "…")
    return value


def tidy(notebook, places=(str(ROOT),)):
    """Drop what changes from run to run or from machine to machine, in place; returns the notebook."""
    notebook.metadata.clear()
    notebook.metadata.update(kernelspec=dict(KERNELSPEC), language_info={"name": "python"})
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for cell in notebook.cells:
        for name in set(cell.metadata) - set(KEPT_CELL_METADATA):
            del cell.metadata[name]
        if cell.metadata.get("tags") == []:
            del cell.metadata["tags"]
        cell.source = "\n".join(line.rstrip() for line in cell.source.splitlines())
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET_VIEW, None)
            for name in {"text", "data"} & set(output):
                output[name] = without_places(output[name], places)
    return notebook


def execute(path, cell_timeout=120):
    """Run a notebook from a clean kernel. Returns (notebook, seconds of each code cell, seconds in all).

    Raises nbclient.exceptions.CellExecutionError with the cell and its traceback where a cell fails.
    """
    import nbformat
    from nbclient import NotebookClient
    from traitlets.config import Config

    notebook = nbformat.read(path, as_version=4)
    started, seconds = {}, {}

    def begin(cell, cell_index):
        started[cell_index] = time.perf_counter()

    def end(cell, cell_index, execute_reply):
        seconds[cell_index] = time.perf_counter() - started[cell_index]

    whole = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="nb", ignore_cleanup_errors=True) as folder:
        journal = Path(folder, "journal")
        journal.mkdir()
        config = Config()
        if os.name != "nt":  # pyzmq has no ipc on Windows
            config.KernelManager.update(transport="ipc", ip=str(Path(folder, "k")))
        client = NotebookClient(
            notebook,
            config=config,
            kernel_name=KERNELSPEC["name"],
            timeout=cell_timeout,
            resources={"metadata": {"path": str(Path(path).parent)}},
            store_widget_state=False,
            coalesce_streams=True,
            record_timing=False,
            shutdown_kernel="immediate",
            on_cell_execute=begin,
            on_cell_executed=end,
        )
        client.execute(env={**os.environ, "COURSE_DATA": str(journal)})
    return tidy(notebook, (folder, str(ROOT))), seconds, time.perf_counter() - whole


def store(notebook, path):
    """Write the whole file or nothing."""
    import nbformat

    fresh = path.with_suffix(".ipynb.new")
    try:
        fresh.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def report(path, seconds, total):
    for index, spent in seconds.items():
        if spent > SLOW_S:
            print(f"  cell {index}: {spent:.1f} s")
    print(f"{path}: {len(seconds)} code cells, {total:.1f} s")


def run(path, cell_timeout):
    """Run and store. Returns 0, or 1 where a cell failed (and the file is as it was)."""
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    try:
        notebook, seconds, total = execute(path, cell_timeout)
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        message = re.sub(r"\x1b\[[0-9;]*m", "", str(error))  # IPython colours its tracebacks
        print(f"{path}: no outputs stored, a cell failed:\n{message}", file=sys.stderr)
        return 1
    store(notebook, path)
    report(path, seconds, total)
    return 0


def comparable(notebook):
    """For each code cell what nbval would compare: outputs after the replacements of nbval_sanitize.cfg."""
    rules = re.findall(r"^regex: (.*)$\n^replace: (.*)$", SANITIZER.read_text(encoding="utf-8"), re.MULTILINE)

    def clean(value):
        # a JSON output comes back from the file with its keys in another order
        text = value if isinstance(value, str) else json.dumps(value, sort_keys=True, ensure_ascii=False)
        for pattern, replacement in rules:
            text = re.sub(pattern, replacement, text)
        return text

    found = {}
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type != "code" or "nbval-ignore-output" in cell.metadata.get("tags", []):
            continue
        outputs = [
            (o.output_type, o.get("name"), dict(o.get("data", {})), o.get("text", "")) for o in cell.outputs
        ]
        found[index] = [
            (
                kind,
                name,
                {k: clean(v) for k, v in data.items() if k not in ("image/png", WIDGET_VIEW)},
                clean(text),
            )
            for kind, name, data, text in outputs
        ]
    return found


def check(path, cell_timeout):
    """Run twice, store nothing. Returns 1 where the runs differ, or differ from what is stored."""
    import nbformat

    stored = comparable(nbformat.read(path, as_version=4))
    (first, seconds, total), (second, _, _) = execute(path, cell_timeout), execute(path, cell_timeout)
    runs = comparable(first), comparable(second)
    report(path, seconds, total)
    unstable = [index for index in runs[0] if runs[0][index] != runs[1][index]]
    changed = [index for index in runs[0] if index not in unstable and runs[0][index] != stored.get(index)]
    if unstable:
        print(
            f"{path}: two runs differ in cells {unstable}: round the numbers, seed the generator, or tag nbval-ignore-output"
        )
    if changed:
        print(f"{path}: stored outputs are old in cells {changed}: run tools/run_notebook.py {path}")
    return int(bool(unstable or changed))


def jupytext(*arguments):
    subprocess.run([sys.executable, "-m", "jupytext", "--quiet", *map(str, arguments)], check=True)


def to_text(path, folder):
    folder.mkdir(parents=True, exist_ok=True)
    text = folder / f"{path.stem}.py"
    jupytext("--to", "py:percent", "--opt", "notebook_metadata_filter=-all", "-o", text, path)
    print(f"wrote {text}")
    return 0


def from_text(path, folder):
    """Cells from the text; ids and outputs of unchanged cells from the notebook, if there is one."""
    text = folder / f"{path.stem}.py"
    if not text.is_file():
        raise SystemExit(f"run_notebook.py: no file {text}; --from-text DIR reads DIR/{path.stem}.py")
    update = ["--update"] if path.exists() else []
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch, path.name)
        if update:
            shutil.copy(path, fresh)
        jupytext("--to", "ipynb", *update, "-o", fresh, text)
        import nbformat

        store(tidy(nbformat.read(fresh, as_version=4)), path)


def main(argv):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("notebooks", nargs="+", type=Path)
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--check", action="store_true", help="run twice and compare, store nothing")
    mode.add_argument("--to-text", metavar="DIR", type=Path)
    mode.add_argument("--from-text", metavar="DIR", type=Path)
    parser.add_argument("--cell-timeout", type=float, default=120, metavar="SECONDS")
    options = parser.parse_args(argv)
    wrong = [
        str(p) for p in options.notebooks if p.suffix != ".ipynb" or not (p.is_file() or options.from_text)
    ]
    if wrong:
        parser.error(f"no notebook: {', '.join(wrong)}; expected paths of existing .ipynb files")
    failed = 0
    for path in options.notebooks:
        if options.to_text:
            failed += to_text(path, options.to_text)
            continue
        if options.from_text:
            from_text(path, options.from_text)
        failed += (check if options.check else run)(path, options.cell_timeout)
    return int(failed > 0)


if __name__ == "__main__":
    accept_every_character()
    sys.exit(main(sys.argv[1:]))
