"""Pieces that the panels share: the heading, radio buttons with a name, buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets

from course_lib.page import escape, prose


def heading(kind: str, text: str, note: str = "") -> Any:
    """What kind of panel it is, and its question."""
    return ipywidgets.HTML(
        f'{note}<p class="course-kind">{escape(kind)}</p><p class="course-title"><strong>{prose(text)}</strong></p>'
    )


def framed(kind: str, *parts: Any) -> Any:
    """The parts below each other, as one panel of the course's look; `kind` is the verb that shows it."""
    return ipywidgets.VBox(list(parts)).add_class("course-panel").add_class(f"course-{kind}")


def radio(texts: Sequence[str], name: str) -> Any:
    """Radio buttons, none chosen, as wide as the panel."""
    return ipywidgets.RadioButtons(
        options=list(texts),
        value=None,
        description=f"{name}:",
        style={"description_width": "initial"},
        layout={"width": "auto"},
    )


def button(text: str, tooltip: str, act: Callable[[], object], second: bool = False) -> Any:
    """A button; the one that leads on is filled, a `second` one is outlined."""
    made = ipywidgets.Button(description=text, tooltip=tooltip)
    made.on_click(lambda _: act())
    return made.add_class("course-second") if second else made
