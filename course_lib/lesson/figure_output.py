"""`show`: a figure with the words that carry its message."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from IPython.display import display

from course_lib.lesson.question_ids import check_id
from course_lib.lesson.written_questions import written
from course_lib.page import escape, minus, prose

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ALT_LENGTH = (80, 400)
_SHARP = 150  # dots an inch, shown at 100, so that text stays crisp on a dense screen


def show(
    fig: Figure,
    id: str | None = None,
    *,
    alt: str | None = None,
    caption: str | None = None,
    **values: object,
) -> None:
    """Put a figure on the page: a PNG with its alt text and caption, in one output.

    `alt` is 80 to 400 characters that give the message of the figure to a reader who cannot see it;
    `course_lib.figures.describe(ax)` writes the first half, you write what it means. `caption` states the finding.
    With an `id`, such as "01-P1" or "01-F1", what is not passed stands in the lesson's file (`written_questions`) and is
    filled with `values`; so a caption does not give an answer away in the cell.
    Raises `ValueError` if either is missing or the alt text has the wrong length, `TypeError` if `fig` is no figure.

    Source: W3C, Web Content Accessibility Guidelines 2.2, success criterion 1.1.1.
    """
    from course_lib.figures import to_png

    require_figure(fig, "show")
    if id is not None:
        check_id(id, "show", "PF")
        found = written(id, "show")
        alt = found.filled("show", "alt", values) if alt is None else alt
        caption = found.filled("show", "caption", values) if caption is None else caption
    alt, caption = checked_alt(alt, "show"), _checked_caption(caption)
    html = f"<figure>{image(fig, to_png(fig, dpi=_SHARP), alt)}<figcaption>{prose(caption)}</figcaption></figure>"
    display({"text/html": html, "text/plain": alt}, raw=True)


def image(fig: Figure, png: bytes, alt: str) -> str:
    """The `<img>` of a figure that is drawn as `png`, at 100 dots an inch."""
    width, height = (round(100 * inches) for inches in fig.get_size_inches())
    return (
        f'<img alt="{escape(alt)}" width="{width}" height="{height}" style="max-width:100%;height:auto" '
        f'src="data:image/png;base64,{base64.b64encode(png).decode("ascii")}">'
    )


def require_figure(fig: object, verb: str) -> None:
    """Raise `TypeError` unless `fig` is a matplotlib figure."""
    if not hasattr(fig, "get_axes") or not hasattr(fig, "set_layout_engine"):
        raise TypeError(
            f"{verb}: got {type(fig).__name__}, expected a figure. Write `fig, ax = new_figure()` and pass `fig`."
        )


def checked_alt(alt: object, verb: str) -> str:
    """The alt text on one line, or `ValueError` that says what to write."""
    text = minus(" ".join(alt.split())) if isinstance(alt, str) else ""
    low, high = ALT_LENGTH
    advice = (
        f"Write {low} to {high} characters that give the message of the figure: "
        "alt=describe(ax) + ' What it means, with its numbers.'"
    )
    if not text:
        raise ValueError(f"{verb}: the figure has no alt text. {advice}")
    if not low <= len(text) <= high:
        raise ValueError(f"{verb}: the alt text has {len(text)} characters: {text!r}. {advice}")
    return text


def _checked_caption(caption: object) -> str:
    text = " ".join(caption.split()) if isinstance(caption, str) else ""
    if len(text.split()) < 4:
        raise ValueError(
            f"show: got the caption {caption!r}. Write a sentence that states the finding, "
            "for example caption='Softplus stays above ReLU; the gap is largest at 0.'"
        )
    return text
