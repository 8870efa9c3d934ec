"""Answers that loop, print without end or try to leave are stopped, in the main thread and in others."""

import importlib
import signal
import sys
import threading
import warnings

import pytest

from course_lib.checks.student import time_limit
from course_lib.checks.student.time_limit import MOST_PRINTED, Stopped, watch


def endless():
    while True:
        pass


def endless_and_stubborn():
    while True:
        try:
            sum(range(100))
        except:  # noqa: E722
            continue


@pytest.mark.parametrize("answer", [endless, endless_and_stubborn])
def test_an_endless_answer_is_stopped(answer):
    before = signal.getsignal(signal.SIGALRM) if hasattr(signal, "SIGALRM") else None
    assert watch(answer, 0.2).outcome == "stopped"
    if before is not None:
        assert signal.getsignal(signal.SIGALRM) == before
        assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_an_endless_answer_is_stopped_in_a_thread_too():
    """The way that Windows goes, where there is no timer signal."""
    found = []
    worker = threading.Thread(target=lambda: found.append(watch(endless, 0.2).outcome))
    worker.start()
    worker.join(20)
    assert found == ["stopped"]


SLOW = """
import time
time.sleep(0.6)
"""
LOOPING = """
while True:
    pass
"""


@pytest.fixture
def own_file(tmp_path, monkeypatch):
    """`own_file(name, text)` writes a module that can be imported."""
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    return lambda name, text: (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")


def outcomes(call, seconds):
    """In the main thread, and in another one, as on Windows."""
    found = [watch(call, seconds).outcome]
    worker = threading.Thread(target=lambda: found.append(watch(call, seconds).outcome))
    worker.start()
    worker.join(20)
    return found


def test_a_first_import_is_waited_for_and_does_not_count(own_file):
    own_file("slow_to_import", SLOW)

    def answer():
        sys.modules.pop("slow_to_import", None)
        importlib.import_module("slow_to_import")
        return 7

    assert outcomes(answer, 0.3) == ["returned", "returned"]


def test_after_an_import_an_endless_answer_is_stopped_all_the_same(own_file):
    own_file("slow_to_import", SLOW)

    def answer():
        sys.modules.pop("slow_to_import", None)
        importlib.import_module("slow_to_import")
        endless()

    assert outcomes(answer, 0.3) == ["stopped", "stopped"]


def test_an_import_without_end_is_stopped_too(own_file, monkeypatch):
    own_file("never_imported", LOOPING)
    monkeypatch.setattr(time_limit, "MOST_IMPORTING", 0.6)
    assert outcomes(lambda: importlib.import_module("never_imported"), 0.2) == ["stopped", "stopped"]


def test_a_check_that_a_file_calls_while_it_is_imported_keeps_its_limit(own_file):
    own_file("checks_itself", "import test_time_limit as t\nOUTCOME = t.watch(t.endless, 0.2).outcome\n")
    sys.modules.setdefault("test_time_limit", sys.modules[__name__])
    assert importlib.import_module("checks_itself").OUTCOME == "stopped"


def test_results_and_exceptions_come_back_from_a_thread():
    found = []

    def work():
        found.append(watch(lambda: 7, 1.0))
        found.append(watch(lambda: 1 / 0, 1.0))

    worker = threading.Thread(target=work)
    worker.start()
    worker.join(20)
    assert found[0].result == 7 and isinstance(found[1].error, ZeroDivisionError)


def test_stopped_is_not_an_ordinary_exception():
    assert not issubclass(Stopped, Exception)


def test_output_is_capped_and_counted():
    def talk():
        for _ in range(1000):
            print("x" * 1000)
            print("y", file=sys.stderr)

    seen = watch(talk, 10.0)
    assert len(seen.printed.kept) == MOST_PRINTED and seen.printed.length >= 1_000_000


def test_nothing_escapes(capfd):
    def loud():
        print("out")
        print("err", file=sys.stderr)
        warnings.warn("careful", stacklevel=1)

    seen = watch(loud, 1.0)
    assert capfd.readouterr() == ("", "")
    assert seen.warned == ["UserWarning: careful"]


def test_leaving_is_an_error_like_others():
    assert isinstance(watch(lambda: sys.exit(3), 1.0).error, SystemExit)


def test_the_learners_own_interrupt_goes_through():
    def interrupted():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        watch(interrupted, 1.0)
