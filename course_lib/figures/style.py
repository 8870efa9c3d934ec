"""The course's look: colours, dash patterns and a figure that owns its style.

Nothing here touches `pyplot` or leaves a changed `rcParams` behind, so a learner's own plots keep their look.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from types import MappingProxyType
from typing import Any, ParamSpec, TypeVar

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

P = ParamSpec("P")
R = TypeVar("R")

COLORS: Mapping[str, str] = MappingProxyType(
    {
        "subject": "#0072B2",
        "other": "#D55E00",
        "third": "#009E73",
        "fourth": "#CC79A7",
        "grey": "#666666",
        "ink": "#1f1f1f",
    }
)

# One pattern a place: a reader who cannot tell the colours apart can still tell the lines apart.
DASHES: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {
        "subject": (),
        "other": (5.0, 2.0),
        "third": (1.2, 1.4),
        "fourth": (6.0, 1.6, 1.2, 1.6),
        "grey": (9.0, 3.0),
    }
)

ROLES = ("subject", "other", "third", "fourth", "grey")


@functools.cache
def _style_parameters() -> Any:
    path = files(__package__) / "softplus.mplstyle"
    parameters = matplotlib.rc_params_from_file(str(path), use_default_template=True)
    # Entering an rc_context must not choose a backend for the learner's own plots.
    return {name: value for name, value in parameters.items() if not name.startswith("backend")}


@contextmanager
def course_style() -> Iterator[None]:
    """Within this block matplotlib draws in the course's style; afterwards `rcParams` are as they were."""
    with matplotlib.rc_context(_style_parameters()):
        yield


def in_course_style(function: Callable[P, R]) -> Callable[P, R]:
    """Run `function` within `course_style`."""

    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        with course_style():
            return function(*args, **kwargs)

    return wrapper


@in_course_style
def new_figure(
    width: float = 6.4, height: float = 3.9, rows: int = 1, columns: int = 1, **subplot_options: Any
) -> tuple[Figure, Any]:
    """A figure with its own Agg canvas in the course's style, known to nobody else (no `pyplot`).

    `width` and `height` are inches for the whole figure. Returns `(fig, ax)`; with more than one row or column
    `ax` is a NumPy array of Axes, one-dimensional if there is one row or one column.
    `subplot_options` go to `matplotlib.figure.Figure.subplots`, for example `sharex=True`.

    >>> fig, ax = new_figure()
    >>> _ = ax.plot([0, 1], [0, 1])
    """
    for name, value in (("rows", rows), ("columns", columns)):
        if not isinstance(value, int) or value < 1:
            raise ValueError(f"new_figure: {name}={value!r}, expected a whole number of 1 or more.")
    if not (width > 0 and height > 0):
        raise ValueError(f"new_figure: width={width!r}, height={height!r}, expected inches greater than 0.")
    fig = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(fig)
    axes = fig.subplots(rows, columns, **subplot_options)
    return fig, axes


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21, by the formula of WCAG 2.2 (relative luminance of sRGB)."""
    one, two = _luminance(first), _luminance(second)
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)


def _luminance(colour: str) -> float:
    channels = np.asarray(matplotlib.colors.to_rgb(colour))
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ np.array([0.2126, 0.7152, 0.0722]))


def line_style(role: str) -> dict[str, Any]:
    """Keyword arguments for `ax.plot`: the colour and dash pattern of a role such as `"subject"`."""
    if role not in DASHES:
        raise ValueError(f"unknown role {role!r}: expected one of {', '.join(DASHES)}.")
    pattern = DASHES[role]
    return {"color": COLORS[role], "linestyle": (0, pattern) if pattern else "-"}


def finish(ax: Axes, **settings: Any) -> None:
    """Set the labels, limits and title that were given; leave the others alone."""
    given = {name: value for name, value in settings.items() if value is not None}
    ax.set(**given)
