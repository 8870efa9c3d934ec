"""Answers that loop, print without end or try to leave are stopped, in the main thread and in others."""

import signal
import sys
import threading
import warnings

import pytest

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
