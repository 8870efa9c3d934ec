"""`explore`: a figure that a few controls change, and a sentence that says what it shows."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import ipywidgets

from course_lib.lesson.controls import Choice, Control, Slider
from course_lib.lesson.figure_output import checked_alt, image, require_figure
from course_lib.lesson.front import LiveText, RangeControl
from course_lib.lesson.panels import button, framed, heading
from course_lib.lesson.widget_output import OnThePage, show_widget
from course_lib.page import minus, prose

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

MOST_CONTROLS = 3
Values = dict[str, Any]
Measure = Callable[..., "pd.DataFrame"]
Draw = Callable[..., tuple["Figure", Any]]
Update = Callable[..., None]
Sentence = Callable[..., str]


def explore(
    measure: Any, draw: Any, update: Any, controls: Any, sentence: Any = None, *, alt: str, question: str
) -> Exploration:
    """Put a figure on the page that the learner moves with at most three controls.

    `values` are the controls' values by name. `measure(**values)` computes a frame (a pandas DataFrame), once for each
    setting; the picture and the sentence both read it. `draw(frame, **values)` makes `(fig, artists)` once.
    `update(artists, frame, **values)` changes those artists in place and leaves the axes' limits alone.
    `sentence(frame, **values)` says in words, with numbers from the frame, what the picture shows.
    `question` is the heading; `alt` describes the figure at the start, as in `show`.

    Before anything is shown, every control is swept to its ends: a setting that raises, gives NaN or infinity, or moves the
    axes is refused with a `ValueError` that names it. Later, an exception in one of the four functions is shown in the
    sentence's place and the figure stays as it was.

    >>> explore(measure, draw, update, [Slider("beta", "β", 0.5, 10, 1)], sentence, alt=…, question="…?")  # doctest: +SKIP
    """
    if sentence is None:
        measure, draw, update, controls, sentence = _without_measure(measure, draw, update, controls)
    panel = Exploration(measure, draw, update, controls, sentence, alt=alt, question=question)
    show_widget(panel.widget, panel.in_words())
    return panel


def _without_measure(
    draw: Draw, update: Update, controls: Sequence[Control], sentence: Sentence
) -> tuple[Measure, Draw, Update, Sequence[Control], Sentence]:
    """The five arguments for an older copy of a lesson: it calls `explore(draw, update, controls, sentence)`."""
    import pandas as pd

    return (
        lambda **values: pd.DataFrame(),
        lambda frame, **values: draw(**values),
        lambda artists, frame, **values: update(artists, **values),
        controls,
        lambda frame, **values: sentence(**values),
    )


class Exploration(OnThePage):
    """What `explore` has put on the page: the figure, its artists, the frame that they show, and the widget."""

    def __init__(
        self, measure: Measure, draw: Draw, update: Update, controls: Sequence[Control], sentence: Sentence, *,
        alt: str, question: str,
    ) -> None:  # fmt: skip
        self.controls = _checked_controls(controls)
        self.alt, self.question = checked_alt(alt, "explore"), _checked_question(question)
        self._measure, self._update, self._sentence = measure, update, sentence
        self.start = {control.name: control.start for control in self.controls}
        self.frame: pd.DataFrame = _checked_frame(measure(**self.start))
        self.fig, self.artists = _checked_drawing(draw(self.frame, **self.start))
        words = self._sweep()
        # Imported here: a lesson without a figure does not load Matplotlib.
        from course_lib.figures import Blitter

        self._blitter = Blitter(self.fig)
        self._build(words)

    def in_words(self) -> str:
        """Question, controls and the sentence now: the output's plain text at the start."""
        controls = "; ".join(control.in_words() for control in self.controls)
        return minus(f"{self.question}\n{self.words}\nControls: {controls}.")

    def set(self, **values: Any) -> None:
        """Move controls by name, as the learner would."""
        for name, value in values.items():
            self._holders[name].value = value

    @property
    def values(self) -> Values:
        """The controls' values now, by name."""
        return {name: holder.value for name, holder in self._holders.items()}

    @property
    def words(self) -> str:
        """The sentence (or the message in its place) that is on the page now."""
        return self._said

    @property
    def picture(self) -> str:
        """The `<img>` that the last step sent to the browser."""
        return str(self._picture.value)

    def _settings(self) -> Iterator[Values]:
        """The start, and every other combination of the controls' ends (for a menu: all its options)."""
        yield self.start
        names = [control.name for control in self.controls]
        for ends in itertools.product(*(control.ends for control in self.controls)):
            values = dict(zip(names, ends, strict=True))
            if values != self.start:
                yield values

    def _sweep(self) -> str:
        """Try all settings; `ValueError` at the first that cannot be shown. Returns the sentence of the start."""
        limits, first = _limits(self.fig), self.frame
        for values in self._settings():
            where = ", ".join(f"{name}={value!r}" for name, value in values.items())
            try:
                words = self._move_to(values, first if values == self.start else None)
            except Exception as error:
                raise ValueError(
                    f"explore: at {where} the figure cannot be drawn: {type(error).__name__}: {error}. "
                    "Change the range of the control, or make measure, draw, update and sentence handle this value."
                ) from error
            problem = _not_finite(self.fig) or _words_problem(words)
            if problem:
                raise ValueError(
                    f"explore: at {where} {problem}. Stop the range where the interest stops, or leave out points "
                    "that have no finite value."
                )
            if _limits(self.fig) != limits:
                raise ValueError(
                    f"explore: at {where} the axes' limits changed. Set xlim and ylim once in draw, wide enough for "
                    "both ends, so that the learner sees the curve move and not the axes."
                )
        return self._move_to(self.start, first)

    def _move_to(self, values: Values, frame: pd.DataFrame | None = None) -> str:
        """Measure once, update the artists from that frame; returns the sentence that reads the same frame."""
        frame = _checked_frame(self._measure(**values)) if frame is None else frame
        self._update(self.artists, frame, **values)
        words = minus(" ".join(str(self._sentence(frame, **values)).split()))
        self.frame = frame
        return words

    def _build(self, words: str) -> None:
        self._holders: dict[str, Any] = {}
        for control in self.controls:
            holder = control.widget()
            holder.observe(self._moved, "value")
            self._holders[control.name] = holder
        reset = button("Reset", "Put every control back to where it started", self._reset, second=True)
        self._picture = ipywidgets.HTML()
        self._live = LiveText()
        self._show(words, self.alt)
        # Nothing stands below the sentence but Reset: when its length changes, picture and sliders stay where they are.
        controls = self._holders.values()
        self.widget = framed(
            "explore", heading("Explore", self.question), self._picture, *controls, self._live, reset
        )

    def _moved(self, change: Any) -> None:
        if self._resetting:
            return
        try:
            words = self._move_to(self.values)
            self._show(words, words)
        except Exception as error:
            # The learner may have edited one of the functions: say what happened where they are looking.
            self._say(f"This setting could not be drawn. {type(error).__name__}: {error}")

    _resetting = False

    def _reset(self) -> None:
        self._resetting = True
        try:
            for name, value in self.start.items():
                holder = self._holders[name]
                holder.put(value) if isinstance(holder, RangeControl) else setattr(holder, "value", value)
        finally:
            self._resetting = False
        self._moved(None)

    def _show(self, words: str, alt: str) -> None:
        self._picture.value = image(self.fig, self._blitter.png(), alt)
        self._say(words)

    def _say(self, words: str) -> None:
        self._said = words
        self._live.value = f'<p class="course-sentence">{prose(words)}</p>'


def _checked_controls(controls: Sequence[Control]) -> tuple[Control, ...]:
    if isinstance(controls, Slider | Choice):
        controls = [controls]
    if not isinstance(controls, Sequence):
        raise TypeError(f"explore: got the controls {controls!r}, expected a list of Slider(…) or Choice(…).")
    found = tuple(controls)
    for control in found:
        if not isinstance(control, Slider | Choice):
            raise TypeError(f"explore: got the control {control!r}, expected Slider(…) or Choice(…).")
    if not 1 <= len(found) <= MOST_CONTROLS:
        raise ValueError(
            f"explore: got {len(found)} controls, expected 1 to {MOST_CONTROLS}. With more, a learner cannot tell which "
            "one matters: make two explorations, each with its own question."
        )
    names = [control.name for control in found]
    if len(set(names)) < len(names):
        raise ValueError(f"explore: two controls share a name: {names}. Give each its own.")
    return found


def _checked_question(question: str) -> str:
    text = " ".join(question.split()) if isinstance(question, str) else ""
    if not text.endswith("?"):
        raise ValueError(
            f"explore: got the question {question!r}. Write the question that moving the control answers, "
            "ending with '?'."
        )
    return text


def _checked_frame(frame: Any) -> Any:
    if not hasattr(frame, "columns"):
        raise TypeError(
            f"explore: measure returned {type(frame).__name__}, expected a pandas DataFrame: the numbers that the picture "
            "and the sentence both read."
        )
    return frame


def _checked_drawing(drawn: Any) -> tuple[Figure, Any]:
    if not isinstance(drawn, tuple) or len(drawn) != 2:
        raise TypeError(
            f"explore: draw returned {type(drawn).__name__}, expected (fig, artists): "
            "`fig, ax = new_figure(); return fig, draw_curves(ax, frame)`."
        )
    require_figure(drawn[0], "explore: draw")
    return drawn


def _limits(fig: Figure) -> list[tuple[float, ...]]:
    return [(*ax.get_xlim(), *ax.get_ylim()) for ax in fig.get_axes()]


def _not_finite(fig: Figure) -> str | None:
    """Which line or set of points holds NaN or infinity, in words, or None."""
    import numpy as np

    for ax in fig.get_axes():
        for line in ax.get_lines():
            data = np.asarray(line.get_xydata(), float)
            if not np.isfinite(data).all():
                bad = int((~np.isfinite(data)).any(axis=1).sum())
                return f"the curve {line.get_label()!r} has {bad} points that are NaN or infinite"
        for points in ax.collections:
            offsets: Any = np.ma.asarray(points.get_offsets())
            if not np.isfinite(np.ma.filled(offsets.astype(float), np.nan)).all():
                return "a set of points holds NaN or infinity"
    return None


def _words_problem(words: str) -> str | None:
    if not words:
        return "the sentence is empty"
    if re.search(r"\bnan\b", words, re.IGNORECASE):
        return f"the sentence says {words!r}, which holds a NaN"
    return None
