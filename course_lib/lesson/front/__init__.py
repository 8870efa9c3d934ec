"""The two small widgets that ipywidgets lacks: a slider with an accessible name, and words that are announced.

Their JavaScript is in this folder and travels with the widget, as the stylesheet of all panels does: no network, no bundler.
"""

from __future__ import annotations

from importlib.resources import files

import anywidget
import traitlets

from course_lib.page import stylesheet


def _script(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


class RangeControl(anywidget.AnyWidget):
    """A number between `low` and `high`: slider and number box, both named by `label`."""

    _esm = _script("range_control.js")
    _css = stylesheet()
    label = traitlets.Unicode("").tag(sync=True)
    low = traitlets.Float(0.0).tag(sync=True)
    high = traitlets.Float(1.0).tag(sync=True)
    step = traitlets.Float(0.01).tag(sync=True)
    log = traitlets.Bool(False).tag(sync=True)
    value = traitlets.Float(0.0).tag(sync=True)

    def put(self, value: float) -> None:
        """Set the value, and tell the page to send it too.

        While the kernel works, the page keeps the slider's newest place and sends it afterwards: it would undo a Reset
        that was pressed meanwhile. What the page sends after this message is `value`.
        """
        self.value = value
        self.send({"value": value})


class LiveText(anywidget.AnyWidget):
    """HTML that a screen reader announces when it changes (`role="status"`)."""

    _esm = _script("live_text.js")
    _css = stylesheet()
    value = traitlets.Unicode("").tag(sync=True)
