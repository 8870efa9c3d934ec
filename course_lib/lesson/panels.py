"""Pieces that the panels share: radio buttons with a name, and messages whose meaning is in words, not only in colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ipywidgets

from course_lib.lesson.page import prose

# Colours pass 3:1 on white and on near-black; the sign and the first words say the same.
_SIGNS = {
    "": ("", "#666666"),
    "saved": ("✓ ", "#0072B2"),
    "right": ("✓ ", "#009E73"),
    "wrong": ("✗ ", "#D55E00"),
    "!": ("! ", "#D55E00"),
}


def message(text: str, kind: str = "") -> str:
    """HTML for one message; `kind` is "", "saved", "right", "wrong" or "!"."""
    sign, colour = _SIGNS[kind]
    return (
        f'<p class="course-message" style="border-left:4px solid {colour};padding-left:0.6em;margin:0.3em 0">'
        f"{sign}{prose(text)}</p>"
    )


def radio(texts: Sequence[str], name: str) -> Any:
    """Radio buttons, none chosen, as wide as their text."""
    return ipywidgets.RadioButtons(
        options=list(texts),
        value=None,
        description=f"{name}:",
        style={"description_width": "initial"},
        layout={"width": "auto"},
    )
