"""A run that would tear notebooks apart (xdist without --dist loadfile) is refused before it starts."""

import pytest
from compared_outputs import notebooks_below
from nbval_repairs import nbval_is_on

WHOLE_FILE_MODES = ("no", "loadfile", "loadscope")


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    mode = config.getoption("dist", "no")
    if nbval_is_on(config) and mode not in WHOLE_FILE_MODES and _names_notebooks(config):
        raise pytest.UsageError(
            f"notebooks cannot run with --dist {mode}: it spreads the cells of one notebook over several kernels, "
            "and each would miss the variables of the others. Add --dist loadfile."
        )


def _names_notebooks(config):
    """Whether the command line leads to a notebook. The controller of xdist collects nothing, so it looks for files."""
    for argument in config.args:
        path = config.invocation_params.dir / argument.split("::")[0]
        if path.suffix == ".ipynb" or (path.is_dir() and next(notebooks_below(path), None) is not None):
            return True
    return False
