"""The pytest plugins name files that exist, and keep together what shares a fixture."""

import gc
from pathlib import Path

import pytest
import warm_kernels
import work_units

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", [*work_units.LONGEST, *work_units.TOGETHER, *warm_kernels.COLD])
def test_a_named_file_exists(name):
    assert (ROOT / name).exists(), f"{name} has gone: take it out of tests/plugins, or give its new name"


def test_a_class_is_one_unit_and_other_files_are_their_own():
    assert work_units.unit_of("tests/classroom/test_class.py::test_a[x/y.py]") == "tests/classroom"
    assert work_units.unit_of("tests/zoo/test_zoo.py::test_b") == "tests/zoo/test_zoo.py"


def test_the_longest_come_first_in_a_worker_and_nothing_is_lost():
    class Item:
        def __init__(self, nodeid):
            self.nodeid = nodeid

    last, first = work_units.LONGEST[1], work_units.LONGEST[0]
    items = [Item("tests/a.py::x"), Item(f"{last}::y"), Item(f"{first}/test_c.py::z"), Item("tests/a.py::w")]

    class Config:
        workerinput = None

    work_units.pytest_collection_modifyitems(Config(), items)
    names = [item.nodeid for item in items]
    assert names == [f"{first}/test_c.py::z", f"{last}::y", "tests/a.py::x", "tests/a.py::w"]
    items.reverse()
    work_units.pytest_collection_modifyitems(object(), items)
    assert [item.nodeid for item in items] == names[::-1], "in one process the order stays"


def test_a_test_runs_with_garbage_collection_on_and_what_collection_made_put_aside():
    assert gc.isenabled() and gc.get_freeze_count() > 0
