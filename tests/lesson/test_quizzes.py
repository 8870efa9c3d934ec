"""``quiz`` explains every answer; ``recall`` asks what this learner got wrong."""

import pytest

from course_lib import journal
from course_lib.lesson import Option, Question, quiz, recall

RIGHT = Option("ln 2", "The formula gives ln(1 + e⁰), and e⁰ is 1, so ln 2 remains.", correct=True)
WRONG = Option("0", "That is ReLU; the smooth curve cannot turn as sharply as that.")
QUESTION = "What is softplus at zero?"


def answer(panel, option):
    panel.choices.value = option.text
    panel.button.click()
    return panel.reason


def test_the_plain_text_does_not_tell_which_is_right(outputs):
    quiz("01-Q1", QUESTION, [RIGHT, WRONG])
    assert outputs[0]["text/plain"].startswith(f"Question: {QUESTION}\n  ( ) ln 2\n  ( ) 0\n")
    assert RIGHT.reason not in outputs[0]["text/plain"]


def test_a_wrong_answer_gets_its_own_reason_and_another_try(outputs):
    panel = quiz("01-Q1", QUESTION, [RIGHT, WRONG])
    said = answer(panel, WRONG)
    assert "Not so" in said and WRONG.reason in said and RIGHT.reason not in said and "Try another" in said
    said = answer(panel, RIGHT)
    assert "Right." in said and RIGHT.reason in said
    assert [one.correct for one in journal.answers("01-Q1")] == [False, True]


def test_no_choice_is_no_answer(outputs):
    panel = quiz("01-Q1", QUESTION, [RIGHT, WRONG])
    panel.button.click()
    assert "Choose one of the answers first" in panel.reason
    assert journal.answers("01-Q1") == ()


def test_a_reason_is_given_even_if_the_record_cannot_be_written(outputs, monkeypatch):
    def refused(*args):
        raise journal.JournalError("disk full")

    monkeypatch.setattr(journal, "keep_answer", refused)
    said = answer(quiz("01-Q1", QUESTION, [RIGHT, WRONG]), WRONG)
    assert WRONG.reason in said and "Your answer is not saved: disk full" in said


def test_markup_in_an_option_is_escaped(outputs):
    odd = Option("<b>0</b>", "A reason with <i>markup</i> that must be shown and not obeyed.")
    said = answer(quiz("01-Q1", QUESTION, [RIGHT, odd]), odd)
    assert "<b>" not in said and "<i>" not in said and "&lt;i&gt;markup" in said


@pytest.mark.parametrize("reason", ["", "too short to teach", None])
def test_an_option_without_a_reason_cannot_be_written(reason):
    with pytest.raises(ValueError, match=r"expected 8 or more\. Write why a learner might choose this"):
        Option("0", reason)


def test_an_option_needs_a_text_and_a_clear_verdict():
    with pytest.raises(ValueError, match="Write what the learner chooses"):
        Option(" ", RIGHT.reason)
    with pytest.raises(TypeError, match="expected True or False"):
        Option("0", RIGHT.reason, correct="yes")


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ([RIGHT], ValueError, "got 1 option, expected at least 2"),
        ([WRONG, Option("1", WRONG.reason)], ValueError, "0 of 2 options are correct, expected exactly 1"),
        ([RIGHT, Option("log 2", RIGHT.reason, correct=True)], ValueError, "2 of 2 options are correct"),
        ([RIGHT, "0"], TypeError, "A bare string has no reason"),
        (None, TypeError, r"got None, expected a list of Option"),
        ([RIGHT, WRONG, WRONG], ValueError, "'0' occurs twice"),
    ],
)
def test_a_quiz_that_cannot_explain_is_refused(outputs, options, error, message):
    with pytest.raises(error, match=message):
        quiz("01-Q1", QUESTION, options)
    assert outputs == []


@pytest.mark.parametrize("id", ["01-P1", "01-softplus"])
def test_an_id_of_another_kind_is_refused(outputs, id):
    with pytest.raises(ValueError, match="'01-Q1' for a quiz question"):
        quiz(id, QUESTION, [RIGHT, WRONG])


def questions():
    return [Question(f"01-Q{n}", f"Question number {n}, is it?", [RIGHT, WRONG]) for n in (1, 2, 3)]


def asked(panel):
    return panel.question.split()[2].rstrip(",")


def test_with_an_empty_record_the_first_is_asked(outputs):
    panel = recall("02-R1", questions())
    assert asked(panel) == "1" and panel.note == ""


def test_what_is_still_wrong_comes_first(outputs):
    journal.keep_answer("01-Q2", "0", False)
    journal.keep_answer("01-Q2", "ln 2", True)
    journal.keep_answer("01-Q3", "0", False)
    panel = recall("02-R1", questions())
    assert asked(panel) == "3" and "You had trouble with this earlier (01-Q3)" in panel.note


def test_then_what_was_wrong_at_first(outputs):
    journal.keep_answer("01-Q2", "0", False)
    journal.keep_answer("01-Q2", "ln 2", True)
    panel = recall("02-R1", questions())
    assert asked(panel) == "2" and "wrong at first (01-Q2)" in panel.note


def test_a_task_that_did_not_pass_counts_too(outputs):
    journal.keep_attempt("01-gap", 0, 2)
    bank = [*questions(), Question("01-gap", "Question number 4, is it?", [RIGHT, WRONG])]
    assert asked(recall("02-R1", bank)) == "4"


def test_then_what_was_never_answered(outputs):
    journal.keep_answer("01-Q1", "ln 2", True)
    panel = recall("02-R1", questions())
    assert asked(panel) == "2" and panel.note == ""


def test_the_stored_output_is_the_same_for_everyone(outputs):
    recall("02-R1", questions())
    journal.keep_answer("01-Q3", "0", False)
    recall("02-R1", questions())
    assert outputs[0]["text/plain"] == outputs[1]["text/plain"]
    assert "number 1" in outputs[1]["text/plain"]


def test_recall_needs_a_choice_of_questions(outputs):
    with pytest.raises(TypeError, match="two or more Question"):
        recall("02-R1", questions()[:1])
    with pytest.raises(ValueError, match="expected exactly 1"):
        recall("02-R1", [*questions(), Question("01-Q4", QUESTION, [WRONG, Option("1", WRONG.reason)])])


def test_not_knowing_yet_is_neither_right_nor_wrong(outputs):
    unsure = Option("I do not know yet", "Good to know: lesson 01 begins with the definition.", unsure=True)
    said = answer(quiz("01-Q1", QUESTION, [RIGHT, WRONG, unsure]), unsure)
    assert unsure.reason in said and "Not so" not in said and "Right." not in said
    with pytest.raises(ValueError, match="got correct and unsure"):
        Option("I do not know yet", unsure.reason, correct=True, unsure=True)
