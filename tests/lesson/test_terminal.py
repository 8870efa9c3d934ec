"""A console of 1990 must not stop the doctor."""

import io
import sys

from course_lib.lesson.terminal import say


def test_what_the_terminal_lacks_is_replaced(monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    say("β is 1")
    stream.flush()
    assert stream.buffer.getvalue().strip() == b"? is 1"
