"""``predict`` keeps an answer and says nothing; ``compare`` shows it beside the measurement."""

import pytest

from course_lib import journal
from course_lib.lesson import Option, compare, predict
from course_lib.lesson.predictions import Comparison, Prediction

QUESTION = "What is softplus at zero?"
OPTIONS = [
    Option("0", "That is ReLU; the smooth curve cannot turn as sharply as that."),
    Option("ln 2", "The formula gives ln(1 + e⁰), and e⁰ is 1, so ln 2 remains.", correct=True),
]


def choose(panel, text):
    panel.choices.value = text
    panel.commit()


def words(panel):
    return panel._status.value


def test_the_question_and_its_options_are_the_plain_text(outputs):
    predict("01-P1", QUESTION, ["0", "ln 2"])
    assert outputs[0]["text/plain"].startswith(f"Predict: {QUESTION}\n  ( ) 0\n  ( ) ln 2\n")


def test_a_commit_is_kept_in_the_journal_and_locks_the_choice(outputs):
    panel = predict("01-P1", QUESTION, OPTIONS)
    choose(panel, "0")
    assert journal.prediction("01-P1").choice == "0"
    assert panel.choices.disabled
    assert "Kept: you predicted “0”" in words(panel)


def test_nothing_says_right_or_wrong_before_the_experiment(outputs):
    panels = {}
    for text in ("0", "ln 2"):
        panel = Prediction("01-P1", QUESTION, OPTIONS)
        choose(panel, text)
        panels[text] = words(panel).replace(f"“{text}”", "…")
    assert panels["0"] == panels["ln 2"]
    assert "formula" not in words(panel) and "ReLU" not in words(panel)


def test_a_kept_prediction_is_there_after_a_new_start(outputs):
    choose(predict("01-P1", QUESTION, OPTIONS), "0")
    again = predict("01-P1", QUESTION, OPTIONS)
    assert again.choices.value == "0" and again.choices.disabled


def test_a_changed_mind_keeps_both(outputs):
    panel = predict("01-P1", QUESTION, OPTIONS)
    choose(panel, "0")
    panel.again.click()
    assert not panel.choices.disabled
    choose(panel, "ln 2")
    assert journal.prediction("01-P1").earlier == ("0",)


def test_a_commit_without_a_choice_asks_for_one(outputs):
    panel = predict("01-P1", QUESTION, OPTIONS)
    panel.button.click()
    assert "Choose one of the answers first" in words(panel)
    assert journal.prediction("01-P1") is None


def test_a_kept_choice_whose_option_has_gone_is_asked_again(outputs):
    """The question under this id is another one now: the old choice answers nothing."""
    journal.keep_prediction("01-P1", "an option of last year")
    panel = predict("01-P1", QUESTION, OPTIONS)
    assert panel.choices.value is None and not panel.choices.disabled
    assert "an option of last year" not in words(panel)
    assert "You have not predicted yet" in Comparison("01-P1", 0.6931).text.value
    choose(panel, "ln 2")
    assert "agrees with the measurement" in Comparison("01-P1", 0.6931).text.value


def test_a_journal_that_cannot_be_written_is_said_in_the_panel(outputs, monkeypatch):
    def refused(*args):
        raise journal.JournalError("your record was not saved: disk full")

    panel = predict("01-P1", QUESTION, OPTIONS)
    monkeypatch.setattr(journal, "keep_prediction", refused)
    choose(panel, "0")
    assert "Your prediction is not saved: your record was not saved: disk full" in words(panel)
    assert not panel.choices.disabled


def test_stored_outputs_are_the_same_with_and_without_a_record(outputs):
    for _ in range(2):
        choose(predict("01-P1", QUESTION, OPTIONS), "0")
        compare("01-P1", 0.6931)
    texts = [bundle["text/plain"] for bundle in outputs]
    assert texts[:2] == texts[2:]


def test_predicted_stands_beside_measured_with_the_reason(outputs):
    choose(predict("01-P1", QUESTION, OPTIONS), "0")
    said = Comparison("01-P1", "softplus(0) = 0.6931").text.value
    assert "<dt><strong>You predicted</strong></dt><dd>0</dd>" in said
    assert "<dt><strong>Measured</strong></dt><dd>softplus(0) = 0.6931</dd>" in said
    assert "differs from your prediction" in said
    assert OPTIONS[0].reason in said and OPTIONS[1].reason in said


def test_a_right_prediction_is_told_so(outputs):
    choose(predict("01-P1", QUESTION, OPTIONS), "ln 2")
    said = Comparison("01-P1", 0.6931).text.value
    assert "Your prediction agrees with the measurement." in said and OPTIONS[0].reason not in said


def test_plain_texts_are_compared_without_a_verdict(outputs):
    choose(predict("01-P1", QUESTION, ["0", "ln 2"]), "0")
    said = Comparison("01-P1", 0.6931).text.value
    assert "You predicted" in said and "differs" not in said


def test_numbers_below_zero_have_a_minus_sign_and_code_keeps_its_hyphen(outputs):
    panel = Comparison("01-P1", "f(-4) = -0.02, typed `f(-4)`")
    assert "f(−4) = −0.02, typed <code>f(-4)</code>" in panel.text.value
    assert panel.in_words().startswith("Measured: f(−4) = −0.02, typed `f(-4)`\n")


def test_without_a_prediction_it_asks_to_go_back(outputs):
    said = Comparison("01-P1", 0.6931).text.value
    assert "You have not predicted yet. Go back to the question 01-P1" in said and "0.6931" in said
    assert "run this cell again" in said  # the panel does not change by itself


@pytest.mark.parametrize("measured", ["", "  ", None])
def test_a_comparison_needs_something_measured(outputs, measured):
    with pytest.raises(ValueError, match="Write what the experiment showed"):
        compare("98-P1", measured)


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        (["only one"], ValueError, "got 1 option, expected at least 2.*real misconception"),
        ([], ValueError, "got 0 options"),
        (["a", "a"], ValueError, "'a' occurs twice"),
        (["a", " "], ValueError, "an option is empty"),
        ("ab", TypeError, "expected a list of texts"),
        ([1, 2], TypeError, "expected a list of texts"),
        (None, TypeError, "got None, expected a list of texts"),
        ((text for text in ("a", "b")), TypeError, "expected a list of texts"),
        ([OPTIONS[1], Option("x", OPTIONS[0].reason, correct=True)], ValueError, "more than one option"),
    ],
)
def test_options_that_teach_nothing_are_refused(outputs, options, error, message):
    with pytest.raises(error, match=message):
        predict("01-P1", QUESTION, options)
    assert outputs == []


@pytest.mark.parametrize("id", ["P1", "01-Q1", "1-P1", "01-p1", 1, "01-P"])
def test_an_id_of_another_form_is_refused(outputs, id):
    with pytest.raises(ValueError, match="'01-P1' for a prediction"):
        predict(id, QUESTION, OPTIONS)


def test_a_question_is_a_whole_question(outputs):
    with pytest.raises(ValueError, match="Write a whole question"):
        predict("01-P1", "β", OPTIONS)
