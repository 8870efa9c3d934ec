"""``explore``: a figure that answers to a few controls, and a sentence that says what it shows."""

from __future__ import annotations

import base64
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import ipywidgets

from course_lib.lesson.controls import Choice, Control, Slider
from course_lib.lesson.figure_output import checked_alt, require_figure
from course_lib.lesson.front import LiveText
from course_lib.lesson.page import OnThePage, escape, prose, show_widget

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_CONTROLS = 3
Values = dict[str, Any]


def explore(
    draw: Callable[..., tuple[Figure, Any]],
    update: Callable[..., None],
    controls: Sequence[Control],
    sentence: Callable[..., str],
    *,
    alt: str,
    question: str,
) -> Exploration:
    """Put a figure on the page that the learner moves with at most three controls.

    ``draw(**values)`` makes ``(fig, artists)`` once. ``update(artists, **values)`` changes those artists in place and leaves
    the axes' limits alone. ``sentence(**values)`` says in words, with computed numbers, what the picture shows. ``values``
    are the controls' values by name. ``question`` stands above; ``alt`` describes the figure at the start, as in ``show``.

    Before anything is shown, every control is swept to its ends: a setting that raises, gives NaN or infinity, or moves the
    axes is refused with a ``ValueError`` that names it. Later, an exception in ``update`` or ``sentence`` is shown in
    the sentence's place and the figure stays as it was.

    >>> explore(draw, update, [Slider("beta", "β", 0.5, 10, 1, 0.1)], sentence, alt=…, question="…?")  # doctest: +SKIP
    """
    panel = Exploration(draw, update, controls, sentence, alt=alt, question=question)
    show_widget(panel.widget, panel.in_words())
    return panel


class Exploration(OnThePage):
    """What ``explore`` has put on the page: the figure, the artists and the widget. Kept for tests and the curious."""

    def __init__(
        self,
        draw: Callable[..., tuple[Figure, Any]],
        update: Callable[..., None],
        controls: Sequence[Control],
        sentence: Callable[..., str],
        *,
        alt: str,
        question: str,
    ) -> None:
        self.controls = _checked_controls(controls)
        self.alt, self.question = checked_alt(alt, "explore"), _checked_question(question)
        self._update, self._sentence = update, sentence
        self.start = {control.name: control.start for control in self.controls}
        self.fig, self.artists = _draw(draw, self.start)
        self.sweep()
        # Imported here: a lesson that shows no figure does not pay for matplotlib.
        from course_lib.figures import Motion

        self._motion = Motion(self.fig)
        self._build()

    def in_words(self) -> str:
        """Question, controls and the sentence at the start: the output's plain text."""
        controls = "; ".join(control.in_words() for control in self.controls)
        return f"{self.question}\n{self.sentence(self.start)}\nControls: {controls}."

    def sentence(self, values: Mapping[str, Any]) -> str:
        """The computed sentence for these values."""
        return " ".join(str(self._sentence(**values)).split())

    def settings(self) -> Iterator[Values]:
        """The start, and every combination of the controls' ends (for a menu: all its options)."""
        yield dict(self.start)
        names = [control.name for control in self.controls]
        for ends in itertools.product(*(control.ends for control in self.controls)):
            yield dict(zip(names, ends, strict=True))

    def sweep(self) -> int:
        """Go through :meth:`settings`; ``ValueError`` at the first that does not draw. Returns how many were tried."""
        limits, count = _limits(self.fig), 0
        for values in self.settings():
            where = ", ".join(f"{name}={value!r}" for name, value in values.items())
            try:
                self._update(self.artists, **values)
                words = self.sentence(values)
            except Exception as error:
                raise ValueError(
                    f"explore: at {where} the figure cannot be drawn: {type(error).__name__}: {error}. "
                    "Change the range of the control, or make draw, update and sentence handle this value."
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
            count += 1
        self._update(self.artists, **self.start)
        return count

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
        """The sentence (or the message in its place) that is on the page now, without its markup."""
        return re.sub(r"<[^>]+>", "", self._words.value)

    @property
    def frame(self) -> str:
        """What the last step sent to the browser for the picture."""
        return str(self._picture.value)

    def _build(self) -> None:
        self._holders: dict[str, Any] = {}
        for control in self.controls:
            holder = control.widget()
            holder.observe(self._moved, "value")
            self._holders[control.name] = holder
        reset = ipywidgets.Button(description="Reset", tooltip="Put every control back to where it started")
        reset.on_click(self._reset)
        self._picture = ipywidgets.HTML()
        self._words = LiveText()
        heading = ipywidgets.HTML(f"<p><strong>{prose(self.question)}</strong></p>")
        self._show_frame(self.start, self.alt)
        self.widget = ipywidgets.VBox([heading, *self._holders.values(), reset, self._picture, self._words])
        self.widget.add_class("course-panel").add_class("course-explore")

    def _moved(self, change: Any) -> None:
        if self._resetting:
            return
        values = self.values
        try:
            self._update(self.artists, **values)
            self._show_frame(values)
        except Exception as error:
            # The learner may have edited draw, update or sentence: say what happened where they are looking.
            self._say(f"This setting could not be drawn. {type(error).__name__}: {error}")

    _resetting = False

    def _reset(self, button: Any) -> None:
        self._resetting = True
        try:
            self.set(**self.start)
        finally:
            self._resetting = False
        self._moved(None)

    def _show_frame(self, values: Values, alt: str | None = None) -> None:
        words = self.sentence(values)
        png = self._motion.frame()
        width, height = (round(100 * inches) for inches in self.fig.get_size_inches())
        encoded = base64.b64encode(png).decode("ascii")
        self._picture.value = (
            f'<img alt="{escape(alt or words)}" width="{width}" height="{height}" '
            f'style="max-width:100%;height:auto" src="data:image/png;base64,{encoded}">'
        )
        self._say(words)

    def _say(self, words: str) -> None:
        self._words.value = f'<p class="course-sentence">{prose(words)}</p>'


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


def _draw(draw: Callable[..., tuple[Figure, Any]], values: Values) -> tuple[Figure, Any]:
    drawn = draw(**values)
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
