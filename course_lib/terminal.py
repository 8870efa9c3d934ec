"""Printing on any console: one that cannot show a character shows a question mark and goes on."""

from __future__ import annotations

import sys
from typing import TextIO


def accept_every_character() -> None:
    """Let stdout and stderr replace what their encoding lacks. Each program of the course calls it first.

    A console, or a file that takes its output, may be cp1252 or ASCII (`PYTHONIOENCODING=cp1252 … > file`), and β is in
    neither. The encoding stays as the user chose it.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def say(text: object, file: TextIO | None = None) -> None:
    """`print(text)` for the library, which is also used in programs that are not the course's own."""
    stream = file or sys.stdout
    encoding = getattr(stream, "encoding", None) or "utf-8"
    print(str(text).encode(encoding, "replace").decode(encoding), file=stream)
