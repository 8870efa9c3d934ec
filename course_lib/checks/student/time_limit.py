"""Run a learner's code with a time limit and a cap on what it prints."""

from __future__ import annotations

import ctypes
import importlib
import io
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from typing import Any

MOST_PRINTED = 2000
RETRY_SECONDS = 0.05
MOST_IMPORTING = 60.0
"""So many seconds may an answer spend on a first import; a loop in a file of the learner's own ends too."""


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
    goes on until you interrupt the kernel (Kernel menu, Interrupt). Neither acts inside an import: torch's first one of
    its compiler takes seconds, and half an import cannot be repeated. After it the time begins anew, once.
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


def warm_up() -> None:
    """Do what torch puts off until a second derivative is first asked for: it imports its compiler, for seconds."""
    if "torch._dynamo" not in sys.modules:
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            warnings.simplefilter("ignore")
            importlib.import_module("torch._dynamo")


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


class Clock:
    """Is the answer's time up? Asked each time that the limit rings."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.imported = self.renewed = False

    def says(self, frame: Any) -> str:
        """“wait” inside an import, “renew” at the first ring after one, else “stop”."""
        if _is_importing(frame) and time.monotonic() - self.began < MOST_IMPORTING:
            self.imported = True
            return "wait"
        if self.imported and not self.renewed:
            self.renewed = True
            return "renew"
        return "stop"


def _is_importing(frame: Any) -> bool:
    """Above the check itself, which a file may call while it is imported."""
    while frame is not None and frame.f_code is not _by_signal.__code__:
        if frame.f_code.co_filename == "<frozen importlib._bootstrap>":
            return True
        frame = frame.f_back
    return False


def _by_signal(call: Callable[[], Any], seconds: float) -> Any:
    here = _by_signal.__code__, _stop_timer.__code__
    clock = Clock()

    def stop(_number: int, frame: Any) -> None:
        # Not between the answer and `_stop_timer`: there it would leave the timer on, to ring in the notebook later.
        if frame is None or frame.f_code in here:
            return
        says = clock.says(frame)
        if says == "renew":
            signal.setitimer(signal.ITIMER_REAL, seconds, RETRY_SECONDS)
        elif says == "stop":
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


def _frame_of(worker: threading.Thread) -> Any:
    return sys._current_frames().get(worker.ident or 0)


def _by_thread(call: Callable[[], Any], seconds: float) -> Any:
    box: dict[str, Any] = {}

    def work() -> None:
        try:
            box["result"] = call()
        except BaseException as error:
            box["error"] = error

    worker = threading.Thread(target=work, daemon=True)
    clock = Clock()
    worker.start()
    worker.join(seconds)
    for _ in range(40):
        while worker.is_alive() and (says := clock.says(_frame_of(worker))) != "stop":
            worker.join(seconds if says == "renew" else RETRY_SECONDS)
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
