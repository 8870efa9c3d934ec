"""The controls of `explore`: a slider with its number box, and a menu."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ipywidgets

from course_lib.lesson.front import RangeControl


@dataclass(frozen=True)
class Slider:
    """A number between `low` and `high`: a slider with a number box beside it.

    `name` is the keyword under which `draw`, `update` and `sentence` receive the value, `label` what the learner
    reads. `value` is where it starts and where Reset returns to. `step` is one press of an arrow key; without it, a
    hundredth of the range. With `log=True` the slider moves in equal ratios from `low` to `high` (both > 0), in a
    hundred steps.
    """

    name: str
    label: str
    low: float
    high: float
    value: float
    step: float | None = None
    log: bool = False

    def __post_init__(self) -> None:
        _check_words("Slider", self.name, self.label)
        numbers = {"low": self.low, "high": self.high, "value": self.value}
        for field, number in numbers.items():
            if isinstance(number, bool) or not isinstance(number, int | float) or not math.isfinite(number):
                raise ValueError(f"Slider {self.name!r}: {field}={number!r}, expected a finite number.")
        if not self.low < self.high:
            raise ValueError(f"Slider {self.name!r}: low={self.low} is not below high={self.high}.")
        if not self.low <= self.value <= self.high:
            raise ValueError(
                f"Slider {self.name!r}: value={self.value} is outside {self.low} … {self.high}. "
                "Start inside the range."
            )
        if self.step is not None and not 0 < self.step <= self.high - self.low:
            raise ValueError(
                f"Slider {self.name!r}: step={self.step!r}, expected more than 0 and at most "
                f"{self.high - self.low:g}, the length of the range."
            )
        if self.log and (self.low <= 0 or self.step is not None):
            raise ValueError(f"Slider {self.name!r}: log=True needs low > 0 and no step (low={self.low}).")

    @property
    def ends(self) -> tuple[Any, ...]:
        return (float(self.low), float(self.high))

    @property
    def start(self) -> Any:
        return float(self.value)

    def in_words(self) -> str:
        return f"{self.label} from {self.low:g} to {self.high:g}, now {self.value:g}"

    def widget(self) -> RangeControl:
        """The slider with its number box."""
        step = self.step if self.step is not None else (self.high - self.low) / 100
        return RangeControl(
            label=self.label, low=self.low, high=self.high, step=step, log=self.log, value=self.start
        )


@dataclass(frozen=True)
class Choice:
    """One of a few named values: a menu.

    `options` is a list of texts, or a mapping from the text that the learner reads to the value that `update`
    receives. `value` is the text that is chosen at the start; without it, the first.
    """

    name: str
    label: str
    options: Sequence[str] | Mapping[str, Any]
    value: str | None = None

    def __post_init__(self) -> None:
        _check_words("Choice", self.name, self.label)
        if isinstance(self.options, str) or len(self._pairs) < 2:
            raise ValueError(f"Choice {self.name!r}: got the options {self.options!r}, expected two or more.")
        texts = [text for text, _ in self._pairs]
        if not all(isinstance(text, str) and text.strip() for text in texts) or len(set(texts)) < len(texts):
            raise ValueError(
                f"Choice {self.name!r}: the options {texts!r} must be different, non-empty texts."
            )
        if self.value is not None and self.value not in texts:
            raise ValueError(f"Choice {self.name!r}: value={self.value!r} is none of {texts!r}.")

    @property
    def _pairs(self) -> list[tuple[str, Any]]:
        if isinstance(self.options, Mapping):
            return list(self.options.items())
        return [(text, text) for text in self.options]

    @property
    def ends(self) -> tuple[Any, ...]:
        return tuple(value for _, value in self._pairs)

    @property
    def start(self) -> Any:
        return dict(self._pairs)[self._start_text]

    @property
    def _start_text(self) -> str:
        return self.value if self.value is not None else self._pairs[0][0]

    def in_words(self) -> str:
        return f"{self.label}: {', '.join(text for text, _ in self._pairs)}, now {self._start_text}"

    def widget(self) -> ipywidgets.Dropdown:
        """The menu."""
        return ipywidgets.Dropdown(
            options=self._pairs,
            value=self.start,
            description=f"{self.label}:",
            style={"description_width": "initial"},
            layout={"width": "max-content", "max_width": "100%"},
        )


Control = Slider | Choice


def _check_words(kind: str, name: str, label: str) -> None:
    if not isinstance(name, str) or not name.isidentifier():
        raise ValueError(
            f"{kind}: got the name {name!r}, expected a word that can be a keyword argument, for example 'beta'."
        )
    if not isinstance(label, str) or not label.strip():
        raise ValueError(
            f"{kind} {name!r}: got the label {label!r}. Write what the learner reads next to it."
        )
