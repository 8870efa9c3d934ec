"""What is kept is read back, by id, oldest first."""

import json
from datetime import datetime

import pytest

from course_lib import journal


def test_an_empty_journal_is_no_file(own_folder):
    assert journal.prediction("01-P1") is None
    assert journal.answers("01-Q1") == ()
    assert journal.attempts("01-softplus") == ()
    assert journal.hints_taken("01-softplus") == 0
    assert journal.record().missed == frozenset()
    assert not own_folder.exists()


def test_a_prediction_is_kept_and_a_change_of_mind_stays_on_record():
    journal.keep_prediction("01-P1", "it is 0")
    journal.keep_prediction("01-P1", "it is ln 2 ≈ 0.69")
    kept = journal.prediction("01-P1")
    assert (kept.choice, kept.earlier) == ("it is ln 2 ≈ 0.69", ("it is 0",))
    assert datetime.fromisoformat(kept.when).tzinfo is not None


def test_answers_are_kept_in_order():
    journal.keep_answer("01-Q1", "a", False)
    journal.keep_answer("01-Q1", "b", True)
    assert [(one.choice, one.correct) for one in journal.answers("01-Q1")] == [("a", False), ("b", True)]


def test_attempts_and_hints_are_kept():
    journal.keep_attempt("01-softplus", 2, 4, ("extremes",))
    journal.keep_attempt("01-softplus", 4, 4)
    first, second = journal.attempts("01-softplus")
    assert (first.points, first.out_of, first.failed, first.passed) == (2.0, 4.0, ("extremes",), False)
    assert second.passed
    assert journal.keep_hint("01-softplus", 2) == 2
    assert journal.keep_hint("01-softplus", 1) == 2
    assert journal.hints_taken("01-softplus") == 2


def test_what_was_missed():
    journal.keep_answer("01-Q1", "a", False)
    journal.keep_answer("01-Q2", "a", False)
    journal.keep_answer("01-Q2", "b", True)
    journal.keep_answer("01-Q3", "b", True)
    journal.keep_attempt("01-gap", 1, 2)
    journal.keep_attempt("01-beta", 1, 2)
    journal.keep_attempt("01-beta", 2, 2)
    record = journal.record()
    assert record.missed == {"01-Q1", "01-gap"}
    assert record.ever_missed == {"01-Q1", "01-Q2", "01-gap", "01-beta"}


@pytest.mark.parametrize(("points", "out_of"), [(-1, 2), (3, 2), (float("nan"), 2)])
def test_impossible_points_are_refused_and_nothing_is_written(own_folder, points, out_of):
    with pytest.raises(ValueError, match="expected 0 ≤ points ≤ out_of"):
        journal.keep_attempt("01-gap", points, out_of)
    assert not own_folder.exists()


@pytest.mark.parametrize("number", [0, "2"])
def test_an_impossible_hint_is_refused(number):
    with pytest.raises(ValueError, match="whole number from 1"):
        journal.keep_hint("01-gap", number)


def test_the_file_is_json_in_utf_8_with_nothing_beside_it(own_folder):
    journal.keep_prediction("01-P1", "β grows")
    data = json.loads((own_folder / "journal.json").read_text(encoding="utf-8"))
    assert data["predictions"]["01-P1"]["choice"] == "β grows"
    assert {path.name for path in own_folder.iterdir()} == {"journal.json", "journal.lock"}


def test_without_course_data_the_user_folder_is_used(monkeypatch, tmp_path):
    monkeypatch.delenv("COURSE_DATA")
    monkeypatch.setattr("platformdirs.user_data_path", lambda *args, **kwargs: tmp_path / args[0])
    assert journal.path() == tmp_path / "softplus-course" / "journal.json"


def test_a_record_of_the_first_lessons_is_read(own_folder):
    """As the journal of commit f128c15 wrote it: what a learner has on disk today."""
    when = "2026-11-01T09:00:00+00:00"
    record = {
        "version": 1,
        "predictions": {"01-P1": {"choice": "Exactly as far", "when": when, "earlier": ["Less far"]}},
        "answers": {"01-Q1": [{"choice": "Both become 0", "correct": False, "when": when}]},
        "attempts": {"01-gap": [{"points": 1.5, "out_of": 2.0, "failed": ["extremes"], "when": when}]},
        "hints": {"01-gap": 2},
        "notices": [{"when": when, "text": "Your record could not be read."}],
    }
    own_folder.mkdir(parents=True, exist_ok=True)
    (own_folder / "journal.json").write_text(json.dumps(record, indent=1), encoding="utf-8")
    found = journal.record()
    assert found.predictions["01-P1"] == journal.Prediction("01-P1", "Exactly as far", when, ("Less far",))
    assert found.answers["01-Q1"] == (journal.Answer("01-Q1", "Both become 0", False, when),)
    assert found.attempts["01-gap"] == (journal.Attempt("01-gap", 1.5, 2.0, ("extremes",), when),)
    assert (found.hints, found.notices) == ({"01-gap": 2}, ("Your record could not be read.",))
    journal.keep_hint("01-gap", 3)
    assert json.loads((own_folder / "journal.json").read_text(encoding="utf-8")) == record | {
        "hints": {"01-gap": 3}
    }
