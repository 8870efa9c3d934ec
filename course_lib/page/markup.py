"""Plain words as HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

_SIGNS = {"": "", "saved": "✓ ", "right": "✓ ", "wrong": "✗ ", "!": "! "}
_CODE = re.compile(r"(`[^`]+`)")
_HYPHEN_BEFORE_A_NUMBER = re.compile(r"(?<![\w.)\]}])-(?=\.?\d|inf\b|∞)")


def escape(text: str) -> str:
    """`text` safe inside HTML."""
    return html.escape(text, quote=True)


def minus(text: str) -> str:
    """`text` with a minus sign where a number is below 0; code between backticks stays as it is typed.

    >>> minus("from -4 to -inf, as `x = -4`; 2 - 1, log1p-form and 4e-08 stay")
    'from −4 to −inf, as `x = -4`; 2 - 1, log1p-form and 4e-08 stay'
    """
    parts = _CODE.split(text)
    parts[::2] = [_HYPHEN_BEFORE_A_NUMBER.sub("−", part) for part in parts[::2]]
    return "".join(parts)


def prose(text: str) -> str:
    """Escaped text in which `code`, *emphasis* and **strong** are marked up, as in the lesson's prose.

    >>> prose("**Use** `a * b` at -1 *only*")
    '<strong>Use</strong> <code>a * b</code> at −1 <em>only</em>'
    """
    parts = [escape(part) for part in _CODE.split(minus(text))]
    parts[1::2] = [f"<code>{part[1:-1]}</code>" for part in parts[1::2]]
    parts[::2] = [_emphasis(part) for part in parts[::2]]
    return "".join(parts)


def _emphasis(text: str) -> str:
    text = re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", text)
    return re.sub(r"(?<![\w*])\*([^*\s][^*]*)\*(?![\w*])", r"<em>\1</em>", text)


def message(text: str, kind: str = "") -> str:
    """HTML for one message; `kind` is "", "saved", "right", "wrong" or "!"."""
    if kind not in _SIGNS:
        raise ValueError(f"message: unknown kind {kind!r}, expected one of {list(_SIGNS)}.")
    words = _SIGNS[kind] + prose(text)
    return f'<p class="course-message" data-kind="{kind}">{words}</p>'


def lines(items: Iterable[tuple[str, str]]) -> str:
    """A list without bullets: for each line its state and its HTML. The words say the state too."""
    found = "".join(f'<li data-state="{escape(state)}">{markup}</li>' for state, markup in items)
    return f'<ul class="course-lines">{found}</ul>' if found else ""


def rows(pairs: Iterable[tuple[str, str]]) -> str:
    """A description list of names and their HTML."""
    return (
        '<dl class="course-rows">'
        + "".join(f"<dt><strong>{escape(name)}</strong></dt><dd>{text}</dd>" for name, text in pairs)
        + "</dl>"
    )
