import pytest

from course_lib.lesson import figure_output, predictions, quizzes, route_table, widget_output
from course_lib.lesson.question_ids import QuestionIds


@pytest.fixture(autouse=True)
def own_journal(tmp_path, monkeypatch):
    """Each test has a journal of its own, never the user's."""
    folder = tmp_path / "journal"
    monkeypatch.setenv("COURSE_DATA", str(folder))
    return folder


@pytest.fixture(autouse=True)
def own_ids(monkeypatch):
    """Each test is a lesson of its own: its ids are free."""
    ids = QuestionIds()
    for module in (predictions, quizzes):
        monkeypatch.setattr(module, "IDS", ids)
    monkeypatch.setattr(predictions, "_asked", {})
    return ids


@pytest.fixture
def outputs(monkeypatch):
    """The outputs of a cell: every bundle that a verb displays."""
    found = []

    def display(bundle, raw=False):
        assert raw
        found.append(bundle)

    for module in (figure_output, route_table, widget_output):
        monkeypatch.setattr(module, "display", display)
    return found
