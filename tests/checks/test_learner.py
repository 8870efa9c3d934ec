"""check, hint and solution, and what they write to the learner's own journal."""

import math

import pytest

from course_lib import journal
from course_lib.checks import TaskError, check, hint, solution


@pytest.fixture(autouse=True)
def own_journal(monkeypatch, tmp_path):
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.delenv("COURSE_SOLUTIONS", raising=False)


def test_an_unknown_task_names_the_nearest():
    with pytest.raises(TaskError, match="'01-sofplus'; did you mean '01-softplus'"):
        check("01-sofplus", None)


def test_an_answer_may_come_as_the_notebooks_names():
    assert check("01-beta", {"__name__": "__main__", "beta_for_gap": math.log(2) / 0.05}).passed
    assert check("01-beta", {"__name__": "__main__"}).causes[0].id == "missing-name"


def test_nothing_done_yet_is_told_kindly(capsys):
    for nothing in (None, ...):
        assert check("01-beta", nothing).state == "not attempted"
    said = capsys.readouterr().out
    assert "Nothing to check yet" in said and "✗" not in said
    assert journal.attempts("01-beta") == ()


def test_hints_come_one_at_a_time_and_then_all(capsys):
    seen = []
    for _ in range(4):
        hint("01-beta")
        seen.append(capsys.readouterr().out)
    assert [text.count("Hint ") for text in seen] == [1, 1, 3, 3]
    assert "Hint 1 of 3" in seen[0] and "Hint 2 of 3" in seen[1]
    assert journal.hints_taken("01-beta") == 3


def test_the_solution_opens_after_three_honest_attempts(capsys):
    for tries, answer in enumerate([20.0, 20.0, 0.072, 20.0, 5.0]):
        solution("01-beta")
        assert "Worked solution" not in capsys.readouterr().out, tries
        check("01-beta", answer)
    assert len(journal.attempts("01-beta")) == 3
    capsys.readouterr()
    solution("01-beta")
    assert "13.863" in capsys.readouterr().out


def test_the_solution_opens_after_success(capsys):
    check("01-curve", "b")
    solution("01-curve")
    assert "Worked solution" in capsys.readouterr().out
    assert journal.attempts("01-curve")[0].passed


def test_a_class_can_keep_solutions_closed(monkeypatch, capsys):
    check("01-curve", "b")
    monkeypatch.setenv("COURSE_SOLUTIONS", "closed")
    capsys.readouterr()
    solution("01-curve")
    assert "closed" in capsys.readouterr().out


def test_a_text_task_is_compared_not_checked(capsys):
    solution("01-defend")
    assert "compare with your own words" in capsys.readouterr().out


@pytest.mark.parametrize("when", ["autograde", "validate"])
def test_a_grader_leaves_no_trace_in_the_journal(monkeypatch, when):
    monkeypatch.setenv("NBGRADER_EXECUTION", when)
    check("01-beta", 20.0)
    hint("01-beta")
    assert journal.attempts("01-beta") == () and journal.hints_taken("01-beta") == 0


def test_hidden_checks_are_no_attempts():
    check("01-beta", 20.0, hidden=True)
    assert journal.attempts("01-beta") == ()


def test_a_journal_that_cannot_be_written_does_not_stop_a_check(monkeypatch, capsys):
    def refuse(*_args, **_more):
        raise journal.JournalError("the folder is read-only")

    monkeypatch.setattr(journal, "keep_attempt", refuse)
    assert check("01-beta", math.log(2) / 0.05).passed
    assert "read-only" in capsys.readouterr().out
