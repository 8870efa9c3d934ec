"""The choices of a question, each with the reason that the learner reads afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

REASON_WORDS = 8


@dataclass(frozen=True)
class Option:
    """One choice: its text, why it is right or wrong (eight words or more), and whether it is right.

    `unsure` marks "I do not know yet": `quiz` then gives the reason and says neither right nor wrong.

    An option without a reason cannot be made: being told only "wrong" teaches next to nothing
    (Van der Kleij, Feskens and Eggen 2015).
    """

    text: str
    reason: str
    correct: bool = False
    unsure: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.text, str) or not self.text.strip():
            raise ValueError(f"Option: got the text {self.text!r}. Write what the learner chooses.")
        words = len(self.reason.split()) if isinstance(self.reason, str) else 0
        if words < REASON_WORDS:
            raise ValueError(
                f"Option {self.text!r}: the reason has {words} words, expected {REASON_WORDS} or more. "
                "Write why a learner might choose this and what is true instead."
            )
        if not isinstance(self.correct, bool):
            raise TypeError(f"Option {self.text!r}: correct={self.correct!r}, expected True or False.")
        if self.unsure and self.correct:
            raise ValueError(
                f"Option {self.text!r}: got correct and unsure, expected one of the two at most."
            )


def checked_question(verb: str, question: str) -> str:
    """The question on one line, or `ValueError`."""
    text = " ".join(question.split()) if isinstance(question, str) else ""
    if len(text.split()) < 3:
        raise ValueError(f"{verb}: got the question {question!r}. Write a whole question for the learner.")
    return text


def checked_options(verb: str, options: Sequence[Option]) -> tuple[Option, ...]:
    """Two options or more, all different, exactly one correct."""
    if not _is_list(options) or not all(isinstance(option, Option) for option in options):
        raise TypeError(
            f"{verb}: got {options!r}, expected a list of Option(text, reason, correct=False). "
            "A bare string has no reason, so a learner who chooses it would learn nothing."
        )
    found = tuple(options)
    _require_distinct(verb, [option.text for option in found])
    right = sum(option.correct for option in found)
    if right != 1:
        raise ValueError(f"{verb}: {right} of {len(found)} options are correct, expected exactly 1.")
    return found


def checked_choices(verb: str, options: Sequence[str | Option]) -> tuple[str | Option, ...]:
    """Two choices or more of a prediction, all different: plain texts, or Options whose reasons come afterwards."""
    if not _is_list(options) or not all(isinstance(option, Option | str) for option in options):
        raise TypeError(f"{verb}: got {options!r}, expected a list of texts (or Options).")
    found = tuple(options)
    _require_distinct(verb, [text_of(option) for option in found])
    if sum(isinstance(option, Option) and option.correct for option in found) > 1:
        raise ValueError(f"{verb}: more than one option is marked correct, expected at most 1.")
    return found


def _is_list(options: object) -> bool:
    """A list or tuple: a single text is none, and a generator would be used up by the first look."""
    return isinstance(options, Sequence) and not isinstance(options, str)


def text_of(option: str | Option) -> str:
    """What the learner reads."""
    return option.text if isinstance(option, Option) else option


def _require_distinct(verb: str, texts: Sequence[str]) -> None:
    if len(texts) < 2:
        raise ValueError(
            f"{verb}: got {len(texts)} option{'' if len(texts) == 1 else 's'}, expected at least 2. "
            "Add a choice that a learner with a real misconception would take."
        )
    if any(not text.strip() for text in texts):
        raise ValueError(f"{verb}: an option is empty. Write what the learner chooses.")
    twice = sorted({text for text in texts if texts.count(text) > 1})
    if twice:
        raise ValueError(f"{verb}: the option {twice[0]!r} occurs twice. Make the options different.")
