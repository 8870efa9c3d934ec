"""The summary says in how many code cells outputs were really compared, so that a cleared notebook cannot look checked."""

from nbval_repairs import nbval_is_on

NOTEBOOK_FOLDERS = ("notebooks", "solutions")


def pytest_terminal_summary(terminalreporter, config):
    if not nbval_is_on(config):
        return
    passed = _cells_that_passed(terminalreporter)
    compared = total = 0
    for path in sorted(
        path for folder in NOTEBOOK_FOLDERS for path in notebooks_below(config.rootpath / folder)
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


def notebooks_below(folder):
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
