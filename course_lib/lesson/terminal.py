"""Printing on any terminal: a console that cannot show a character shows a question mark and goes on."""

from __future__ import annotations

import sys


def say(text: str) -> None:
    """`print(text)`, with characters that the terminal's encoding lacks replaced."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding))
