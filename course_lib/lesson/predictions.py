"""`predict` before an experiment, `compare` after it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ipywidgets

from course_lib import journal
from course_lib.lesson.front import LiveText
from course_lib.lesson.options import Option, checked_choices, checked_question, text_of
from course_lib.lesson.panels import button, framed, heading, radio
from course_lib.lesson.question_ids import IDS, check_id, current_cell
from course_lib.lesson.widget_output import OnThePage, show_widget
from course_lib.lesson.written_questions import written
from course_lib.page import message, minus, prose, rows, styled

_asked: dict[str, tuple[str | Option, ...]] = {}


def predict(
    id: str, question: str | None = None, options: Sequence[str | Option] | None = None
) -> Prediction:
    """Ask for a prediction and keep it in the learner's record. Nothing is said about right or wrong.

    `id` has the form `"01-P1"` and is used once in a lesson. Question and options stand in the lesson's file
    (`written_questions`), or are passed: two or more texts or `Option`. The reasons of Options appear only in `compare`,
    after the experiment. Raises `ValueError` or `TypeError` with what to write.

    Source: Crouch, Fagen, Callan and Mazur 2004: a demonstration teaches those who predicted its outcome.
    """
    if question is None and options is None:
        check_id(id, "predict", "P")
        found = written(id, "predict")
        question, options = found.question, found.options
    panel = Prediction(id, question, options)
    show_widget(panel.widget, panel.in_words())
    return panel


def compare(id: str, measured: object = None, **values: object) -> Comparison:
    """Show the kept prediction and what the experiment measured.

    `measured` is a sentence or a number. Without it the sentence of the lesson's file is filled with `values`:
    `compare("01-P1", height=0.69)`. The prediction, and whether it agrees, appear only on the page of the
    learner (a widget), so the stored output is the same for everyone.
    """
    check_id(id, "compare", "P")
    if measured is None and (values or _has_sentence(id)):
        measured = written(id, "compare").filled("compare", "measured", values)
    elif values:
        raise TypeError(
            f"compare({id!r}): got the sentence {measured!r} and also {', '.join(values)}. Pass the sentence, "
            "or the numbers for the sentence in the lesson's file, not both."
        )
    panel = Comparison(id, measured)
    show_widget(panel.widget, panel.in_words())
    return panel


def _has_sentence(id: str) -> bool:
    try:
        return "measured" in (written(id, "compare").templates or {})
    except ValueError:
        return False


def kept_prediction(id: str) -> journal.Prediction | None:
    """The learner's prediction; None also where its choice is no option any more, since the question is another one now."""
    kept, options = journal.prediction(id), [text_of(option) for option in _options_of(id)]
    return kept if kept is None or not options or kept.choice in options else None


def _options_of(id: str) -> tuple[str | Option, ...]:
    """The options as they were asked in this kernel, else those of the lesson's file, else none."""
    if id in _asked:
        return _asked[id]
    try:
        return written(id, "compare").options
    except ValueError:
        return ()


class Prediction(OnThePage):
    """The panel of one prediction."""

    def __init__(self, id: str, question: Any, options: Any) -> None:
        self.question = checked_question("predict", question)
        self.options = checked_choices("predict", options)
        content = ("predict", self.question, *map(text_of, self.options))
        IDS.take(id, "predict", "P", content, current_cell())
        self.id = id
        _asked[id] = self.options
        self.texts = [text_of(option) for option in self.options]
        self._build()

    def in_words(self) -> str:
        choices = "\n".join(f"  ( ) {text}" for text in self.texts)
        return f"Predict: {self.question}\n{choices}"

    def commit(self) -> None:
        """Keep the chosen option, as the button does."""
        choice = self.choices.value
        if choice is None:
            self._status.value = message("Choose one of the answers first; a guess is welcome.")
            return
        try:
            kept = journal.keep_prediction(self.id, choice)
        except journal.JournalError as error:
            self._status.value = message(f"Your prediction is not saved: {error}", "!")
            return
        self._locked(kept.choice)

    def _build(self) -> None:
        self.choices = radio(self.texts, "Your prediction")
        self.button = button("Commit", "Keep this prediction", self.commit)
        self.again = button(
            "Predict again",
            "Replace the prediction; the first stays on your record",
            self._unlock,
            second=True,
        )
        self._status = LiveText()
        question = heading("Predict", self.question)
        self.widget = framed("predict", question, self.choices, self.button, self._status)
        kept = kept_prediction(self.id)
        if kept is not None:
            self._locked(kept.choice)

    def _locked(self, choice: str) -> None:
        self.choices.value = choice
        self.choices.disabled = True
        self._status.value = message(
            f"Kept: you predicted “{choice}”. Go on: the experiment will show.", "saved"
        )
        self.widget.children = (*self.widget.children[:2], self.again, self._status)

    def _unlock(self) -> None:
        self.choices.disabled = False
        self._status.value = ""
        self.widget.children = (*self.widget.children[:2], self.button, self._status)


class Comparison(OnThePage):
    """The panel that shows predicted against measured."""

    def __init__(self, id: str, measured: object) -> None:
        check_id(id, "compare", "P")
        self.id = id
        self.measured = minus(" ".join(str(measured).split()))
        if not self.measured or measured is None:
            raise ValueError(
                f"compare({id!r}): got measured={measured!r}. Write what the experiment showed: a number or a sentence."
            )
        self.text = ipywidgets.HTML(styled(f'<p class="course-kind">Compare</p>{self._html()}'))
        self.widget = framed("compare", self.text)

    def in_words(self) -> str:
        return (
            f"Measured: {self.measured}\nRun this cell: it shows what you predicted beside what was measured."
        )

    def _html(self) -> str:
        kept = kept_prediction(self.id)
        if kept is None:
            said = message(
                f"You have not predicted yet. Go back to the question {self.id} and commit a guess, "
                "then run this cell again: those who predict remember the result."
            )
            return rows([("Measured", prose(self.measured))]) + said
        found = [("You predicted", prose(kept.choice)), ("Measured", prose(self.measured))]
        if kept.earlier:
            found.append(("Before that you predicted", prose("; ".join(kept.earlier))))
        return rows(found) + self._verdict(kept.choice)

    def _verdict(self, choice: str) -> str:
        options = [option for option in _options_of(self.id) if isinstance(option, Option)]
        chosen: Any = next((option for option in options if option.text == choice), None)
        right = next((option for option in options if option.correct), None)
        if chosen is None or right is None:
            return ""
        if chosen.correct:
            return message(f"Your prediction agrees with the measurement. {chosen.reason}", "right")
        return message(
            f"The measurement differs from your prediction. {chosen.reason} What holds: “{right.text}”. {right.reason}",
            "wrong",
        )
