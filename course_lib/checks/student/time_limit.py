"""Run a learner's code with a time limit and a cap on what it prints."""

from __future__ import annotations

import ctypes
import io
import signal
import sys
import threading
import warnings
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from typing import Any

MOST_PRINTED = 2000
RETRY_SECONDS = 0.05


class Stopped(BaseException):
    """The answer ran longer than its limit. Not an Exception, so that `except Exception` does not swallow it."""


class CappedText(io.TextIOBase):
    """Keeps the first `MOST_PRINTED` characters and counts the rest."""

    def __init__(self) -> None:
        self.kept = ""
        self.length = 0

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.length += len(text)
        self.kept += text[: max(0, MOST_PRINTED - len(self.kept))]
        return len(text)


@dataclass
class Watched:
    """What happened while the learner's code ran."""

    outcome: str = "returned"
    result: Any = None
    error: BaseException | None = None
    printed: CappedText = field(default_factory=CappedText)
    warned: list[str] = field(default_factory=list)


def watch(call: Callable[[], Any], seconds: float) -> Watched:
    """Call `call()`; outcome is `returned`, `raised` or `stopped`. Nothing it prints or warns escapes.

    The limit is kept by a timer signal in the main thread of Linux and macOS, elsewhere (Windows, other threads) by
    an exception sent to a worker thread. Both act between two Python steps: one endless call inside compiled code
    goes on until you interrupt the kernel (Kernel menu, Interrupt).
    """
    seen = Watched()
    with (
        redirect_stdout(seen.printed),
        redirect_stderr(seen.printed),
        warnings.catch_warnings(record=True) as caught,
    ):
        warnings.simplefilter("always")
        limit = _by_signal if _signals_work() else _by_thread
        try:
            seen.result = limit(call, seconds)
        except Stopped:
            seen.outcome = "stopped"
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # SystemExit too: an answer must not end the notebook
            seen.outcome, seen.error = "raised", error
    seen.warned = [f"{entry.category.__name__}: {entry.message}" for entry in caught][:5]
    return seen


def attempt(call: Callable[[], Any]) -> Watched:
    """Call, and keep an exception as data; the time limit's own and the learner's interrupt go on up."""
    seen = Watched()
    try:
        seen.result = call()
    except (Stopped, KeyboardInterrupt):
        raise
    except BaseException as error:
        seen.outcome, seen.error = "raised", error
    return seen


def _signals_work() -> bool:
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


def _by_signal(call: Callable[[], Any], seconds: float) -> Any:
    here = _by_signal.__code__, _stop_timer.__code__

    def stop(_number: int, frame: Any) -> None:
        # Not between the answer and `_stop_timer`: there it would leave the timer on, to ring in the notebook later.
        if frame is not None and frame.f_code not in here:
            raise Stopped

    before = signal.signal(signal.SIGALRM, stop)
    # Repeated, because a bare `except:` in the answer can swallow the first one.
    signal.setitimer(signal.ITIMER_REAL, seconds, RETRY_SECONDS)
    try:
        return call()
    finally:
        _stop_timer(before)


def _stop_timer(before: Any) -> None:
    """Switch the timer off, even if it rings once more on the way here."""
    while True:
        try:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
            return
        except Stopped:
            continue


def _by_thread(call: Callable[[], Any], seconds: float) -> Any:
    box: dict[str, Any] = {}

    def work() -> None:
        try:
            box["result"] = call()
        except BaseException as error:
            box["error"] = error

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    worker.join(seconds)
    for _ in range(40):
        if not worker.is_alive():
            break
        ctypes.pythonapi.PyThreadState_SetAsyncExc(
            ctypes.c_ulong(worker.ident or 0), ctypes.py_object(Stopped)
        )
        worker.join(RETRY_SECONDS)
    if worker.is_alive():
        print("the answer still runs; interrupt or restart the kernel", file=sys.__stderr__)
        raise Stopped
    if "error" in box:
        raise box["error"]
    return box.get("result")
