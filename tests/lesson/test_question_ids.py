"""One id, one question in a lesson; running a cell again is fine."""

import pytest

from course_lib.lesson import Option, predict, question_ids, quiz
from course_lib.lesson.question_ids import QuestionIds

OPTIONS = [
    Option("0", "That is ReLU; the smooth curve cannot turn as sharply as that."),
    Option("ln 2", "The formula gives ln(1 + e⁰), and e⁰ is 1, so ln 2 remains.", correct=True),
]


def test_an_id_used_twice_in_a_lesson_is_refused_with_a_free_one(outputs):
    predict("01-P1", "What is softplus at zero?", OPTIONS)
    with pytest.raises(
        ValueError, match=r"'01-P1' is already used .* 'What is softplus at zero\?'.*for example '01-P2'"
    ):
        predict("01-P1", "What is its slope at zero?", OPTIONS)
    assert len(outputs) == 1


def test_a_quiz_id_used_twice_is_refused(outputs):
    quiz("01-Q1", "What is softplus at zero?", OPTIONS)
    with pytest.raises(ValueError, match="already used"):
        quiz("01-Q1", "What is its slope at zero?", OPTIONS)


def test_the_same_cell_may_run_again(outputs):
    for _ in range(2):
        predict("01-P1", "What is softplus at zero?", OPTIONS)
    assert len(outputs) == 2


def test_a_cell_that_was_edited_may_run_again():
    ids = QuestionIds()
    ids.take("01-P1", "predict", "P", ("predict", "old?"), cell="a")
    ids.take("01-P1", "predict", "P", ("predict", "new?"), cell="a")


def test_the_same_question_in_another_cell_is_refused():
    ids = QuestionIds()
    ids.take("01-P1", "predict", "P", ("predict", "old?"), cell="a")
    with pytest.raises(ValueError, match="restart the kernel"):
        ids.take("01-P1", "predict", "P", ("predict", "old?"), cell="b")


def test_the_running_cell_is_known_from_the_front_end(monkeypatch):
    class Shell:
        def get_parent(self):
            return {"metadata": {"cellId": "abc"}}

    monkeypatch.setattr("IPython.get_ipython", Shell)
    assert question_ids.current_cell() == "abc"
    monkeypatch.setattr("IPython.get_ipython", lambda: None)
    assert question_ids.current_cell() is None
