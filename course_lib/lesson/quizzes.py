"""`quiz`: a question that explains each of its answers; `recall`: one that the learner got wrong before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from course_lib import journal
from course_lib.lesson.front import LiveText
from course_lib.lesson.options import Option, checked_options, checked_question
from course_lib.lesson.panels import button, framed, heading, radio
from course_lib.lesson.question_ids import IDS, check_id, current_cell
from course_lib.lesson.widget_output import OnThePage, show_widget
from course_lib.lesson.written_questions import written
from course_lib.page import message


@dataclass(frozen=True)
class Question:
    """A question of `recall`. `about` is the id whose wrong answer makes it urgent, such as `"01-Q1"`."""

    about: str
    text: str
    options: Sequence[Option]


def quiz(id: str, question: str | None = None, options: Sequence[Option] | None = None) -> Quiz:
    """Ask a question; whatever the learner answers, the reason of that option is shown.

    `id` is `"01-Q1"` (quiz), `"02-R1"` (retrieval) or `"01-X1"` (exit). Question and options stand in the lesson's file
    (`written_questions`), or are passed: two or more `Option`, exactly one of them correct. Answers are kept in the
    learner's record; a wrong one may be tried again.
    """
    if question is None and options is None:
        check_id(id, "quiz", "QRX")
        found = written(id, "quiz")
        question, options = found.question, found.options
    panel = Quiz(id, question, options)
    show_widget(panel.widget, panel.in_words())
    return panel


def recall(id: str, questions: Sequence[Question] | None = None) -> Quiz:
    """Ask the retrieval question that this learner needs most.

    First one whose `about` was last answered wrongly (or a task not yet passed), then one that was wrong at some time,
    then one never answered, else the first. The stored output names the first, so it is the same for everyone.
    Without `questions`, those of the lesson's file are asked.
    """
    if questions is None:
        check_id(id, "recall", "R")
        questions = [
            Question(one.about, one.question, one.options) for one in written(id, "recall").questions
        ]
    found = tuple(questions)
    if len(found) < 2 or not all(isinstance(one, Question) for one in found):
        raise TypeError(f"recall: got {questions!r}, expected two or more Question(about, text, options).")
    for one in found:
        checked_question("recall", one.text)
        checked_options("recall", one.options)
    chosen, why = most_needed(found, journal.record())
    panel = Quiz(id, chosen.text, chosen.options, note=why, content=tuple(one.text for one in found))
    show_widget(panel.widget, question_in_words(found[0].text, found[0].options))
    return panel


def most_needed(questions: Sequence[Question], record: journal.Record) -> tuple[Question, str]:
    """The question to ask, and why in words ("" if there is no particular reason)."""
    known = {**record.answers, **record.attempts}
    ways = (
        (lambda one: one.about in record.missed, "You had trouble with this earlier ({}); here it is again."),
        (lambda one: one.about in record.ever_missed, "You got this wrong at first ({}); is it still clear?"),
        (lambda one: one.about not in known, ""),
    )
    for wanted, why in ways:
        for one in questions:
            if wanted(one):
                return one, why.format(one.about)
    return questions[0], ""


def question_in_words(question: str, options: Sequence[Option]) -> str:
    """The plain text of a question: it does not say which option is right."""
    choices = "\n".join(f"  ( ) {option.text}" for option in options)
    return f"Question: {' '.join(question.split())}\n{choices}"


class Quiz(OnThePage):
    """The panel of one question."""

    def __init__(
        self,
        id: str,
        question: Any,
        options: Any,
        *,
        note: str = "",
        content: tuple[str, ...] | None = None,
    ) -> None:
        self.question = checked_question("quiz", question)
        self.options = checked_options("quiz", options)
        texts = content or (self.question, *(option.text for option in self.options))
        IDS.take(id, "quiz", "QRX", ("quiz", *texts), current_cell())
        self.id, self.note = id, note
        self._build()

    def in_words(self) -> str:
        return question_in_words(self.question, self.options)

    def answer(self) -> None:
        """Answer with the chosen option, as the button does."""
        chosen = next((one for one in self.options if one.text == self.choices.value), None)
        if chosen is None:
            self._reason.value = message("Choose one of the answers first; a guess is welcome.")
            return
        if chosen.correct:
            said = message(f"Right. {chosen.reason}", "right")
        elif chosen.unsure:
            said = message(chosen.reason)
        else:
            said = message(f"Not so: “{chosen.text}”. {chosen.reason} Try another answer.", "wrong")
        try:
            journal.keep_answer(self.id, chosen.text, chosen.correct)
        except journal.JournalError as error:
            said += message(f"Your answer is not saved: {error}", "!")
        self._reason.value = said

    @property
    def reason(self) -> str:
        """What is on the page below the options now (HTML)."""
        return str(self._reason.value)

    def _build(self) -> None:
        note = message(self.note) if self.note else ""
        self.choices = radio([option.text for option in self.options], "Your answer")
        self.button = button("Answer", "See the reason for this answer", self.answer)
        self._reason = LiveText()
        self.widget = framed(
            "quiz", heading("Question", self.question, note), self.choices, self.button, self._reason
        )
