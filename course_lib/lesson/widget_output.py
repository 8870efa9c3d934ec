"""A widget on the page: one output, with words for a reader who sees neither picture nor widget."""

from __future__ import annotations

from typing import Any

from IPython.display import display

_NO_KERNEL = "Open this notebook in JupyterLab and run this cell to use it."


def show_widget(widget: Any, words: str) -> None:
    """Display `widget` in one output whose plain text is `words`: the same for everyone, and enough without a kernel."""
    view = {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}
    bundle = {"text/plain": f"{words}\n\n{_NO_KERNEL}", "application/vnd.jupyter.widget-view+json": view}
    display(bundle, raw=True)


class OnThePage:
    """Something that is already on the page: as the last line of a cell it prints nothing more."""

    def _ipython_display_(self) -> None:
        return None
