"""The summary holds the notebooks' times against the limits of the rubric's row 13: shown, never asserted."""

from course_lib.notebooks import Notebook

NOTEBOOK_S, MEAN_S, CELL_S, FIRST_CELL_S, COMPILES_S = 30, 15, 5, 10, 15  # on two quiet cores


def _seconds(terminalreporter):
    """Node id → seconds, with the start of the kernel in a notebook's first cell."""
    spent = {}
    for name in ("passed", "failed", ""):
        for report in terminalreporter.stats.get(name, []):
            if ".ipynb::" in getattr(report, "nodeid", ""):
                spent[report.nodeid] = spent.get(report.nodeid, 0.0) + report.duration
    return spent


def pytest_terminal_summary(terminalreporter, config):
    root, spent, notebooks = config.rootpath, _seconds(terminalreporter), {}
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
    """Of one code cell: the first imports, and one tagged `compiles` may take longer too."""
    path, number = nodeid.split("::Cell ")
    code = [cell for cell in Notebook.read(root / path).cells if cell.kind == "code"]
    if "compiles" in code[int(number)].tags:
        return COMPILES_S
    return CELL_S if int(number) else FIRST_CELL_S
