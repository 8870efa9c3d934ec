"""What one worker of xdist runs as a whole, and in which order: the longest first, so that none runs alone at the end."""

import pytest

# The longest units; `time_report` prints at the end of each run what they cost. A test holds that each exists.
LONGEST = (
    "tests/classroom",
    "tests/activations/test_kernels.py",
    "tests/activations/test_compiled.py",
    "tests/browser/test_lessons.py",
    "tests/activations/test_bounds.py",
    "notebooks/06_your_own_softplus.ipynb",
    "tests/lesson/test_in_notebooks.py",
    "tests/activations/test_autograd.py",
    "tests/lessons/test_nbval_repairs.py",
    "tests/lessons/test_run_notebook.py",
    "tests/zoo/test_zoo.py",
    "tests/activations/test_properties.py",
    "tests/browser/test_static_page.py",
    "tests/checks/test_mutants.py",
)
# Folders whose files share one costly fixture of the session: a class is graded once, not once a worker.
TOGETHER = ("tests/classroom",)


def unit_of(nodeid):
    """The file of a test, or the folder that must stay with one worker."""
    path = nodeid.split("::")[0]
    return next((folder for folder in TOGETHER if path.startswith(f"{folder}/")), path)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class WholeUnits(LoadFileScheduling):
        def _split_scope(self, nodeid):
            return unit_of(nodeid)

    config.option.loadscopereorder = False  # the order of collection, which is the one below
    return WholeUnits(config, log)


def pytest_collection_modifyitems(config, items):
    """In the workers only: one who runs tests in one process sees them in the order of the files."""
    if hasattr(config, "workerinput"):
        rank = {name: number for number, name in enumerate(LONGEST)}
        items.sort(key=lambda item: rank.get(unit_of(item.nodeid), len(rank)))
