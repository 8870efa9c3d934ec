"""Written whole or not at all, by several processes at once; a damaged file is set aside and never lost."""

import json
import os
import subprocess
import sys
import threading

import pytest

from course_lib import journal
from course_lib.journal import json_file
from course_lib.journal.locking import locked

WRITER = """
import sys
from course_lib import journal
for number in range(15):
    journal.keep_answer(f"{sys.argv[1]}-Q{number}", "a", True)
    journal.keep_answer("01-Q1", sys.argv[1], False)
"""


def test_two_kernels_at_once_lose_nothing():
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, name]) for name in ("01", "02")]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    record = journal.record()
    assert (
        len(record.answers["01-Q1"]) >= 30
    )  # both write here, and writer 01 has a question of that number too
    assert sum(id.startswith("02-") for id in record.answers) == 15
    assert sum(one.choice == "02" for one in record.answers["01-Q1"]) == 15
    assert record.notices == ()


def test_two_threads_at_once_lose_nothing():
    def write(name):
        for _ in range(20):
            journal.keep_answer("01-Q1", name, True)

    threads = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(journal.answers("01-Q1")) == 40


def test_a_lock_that_is_held_ends_in_a_clear_error(own_folder, monkeypatch):
    monkeypatch.setattr("course_lib.journal.locking._PATIENCE", 0.05)
    own_folder.mkdir()
    with (
        locked(own_folder / "journal.lock"),
        pytest.raises(journal.JournalError, match=r"has held .*journal\.lock"),
    ):
        journal.keep_prediction("01-P1", "a")


def test_an_interrupted_write_leaves_the_old_record(own_folder, monkeypatch):
    journal.keep_prediction("01-P1", "first")
    before = (own_folder / "journal.json").read_bytes()

    def power_cut(_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", power_cut)
    with pytest.raises(
        journal.JournalError, match=r"not saved: .*journal.json cannot be written.*COURSE_DATA"
    ):
        journal.keep_prediction("01-P1", "second")
    assert (own_folder / "journal.json").read_bytes() == before
    assert not list(own_folder.glob("*.tmp"))


def test_an_edit_that_raises_writes_nothing(own_folder):
    def edit(data):
        data["predictions"]["01-P1"] = {"choice": "half"}
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        json_file.change(edit)
    assert journal.prediction("01-P1") is None


def test_a_value_that_json_cannot_hold_is_not_half_written(own_folder):
    journal.keep_prediction("01-P1", "kept")
    with pytest.raises(ValueError, match="JSON"):
        json_file.change(lambda data: data["hints"].update(x=float("nan")))
    assert journal.prediction("01-P1").choice == "kept"


DAMAGED = {
    "cut in half": b'{"version": 1, "predictions": {"01-P1": {"cho',
    "empty": b"",
    "not UTF-8": b"\xff\xfe\x00{}",
    "a list": b"[1, 2]",
    "a section of another kind": b'{"answers": []}',
    "an entry without its choice": b'{"predictions": {"01-P1": {"when": "now"}}}',
    "an answer that is no list": b'{"answers": {"01-Q1": {"choice": "a"}}}',
    "an empty list of answers": b'{"answers": {"01-Q1": []}}',
    "hints that are no counts": b'{"hints": {"01-gap": "two"}}',
    "points that are words": b'{"attempts": {"01-gap": [{"points": "many"}]}}',
    "nested too deep": b"[" * 100_000,
    "a number of 5000 digits": b'{"hints": {"01-gap": ' + b"9" * 5000 + b"}}",
    "hints below zero": b'{"hints": {"01-gap": -3}}',
    "infinitely many points": b'{"attempts": {"01-gap": [{"points": 1e999, "out_of": 1}]}}',
    "more points than a float can hold": b'{"attempts": {"01-gap": [{"points": '
    + b"9" * 400
    + b', "out_of": 1}]}}',
    "NaN in a later section": b'{"badges": [NaN]}',
    "half a surrogate pair": rb'{"predictions": {"01-P1": {"choice": "\ud800"}}}',
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_file_is_set_aside_and_the_course_goes_on(own_folder, content):
    own_folder.mkdir()
    (own_folder / "journal.json").write_bytes(content)
    with pytest.warns(journal.JournalWarning, match="Nothing was deleted: the old file is now"):
        assert journal.prediction("01-P1") is None
    (kept,) = own_folder.glob("journal.damaged-*.json")
    assert kept.read_bytes() == content
    assert len(journal.record().notices) == 1
    journal.keep_prediction("01-P1", "a new start")
    assert journal.prediction("01-P1").choice == "a new start"


def test_a_file_damaged_twice_in_a_second_is_kept_twice(own_folder):
    own_folder.mkdir()
    for content in (b"one", b"two"):
        (own_folder / "journal.json").write_bytes(content)
        with pytest.warns(journal.JournalWarning):
            journal.record()
    assert {path.read_bytes() for path in own_folder.glob("journal.damaged-*.json")} == {b"one", b"two"}


def test_sections_of_a_later_version_survive(own_folder):
    own_folder.mkdir()
    (own_folder / "journal.json").write_text('{"version": 1, "badges": ["first"]}', encoding="utf-8")
    journal.keep_prediction("01-P1", "a")
    assert json.loads((own_folder / "journal.json").read_text(encoding="utf-8"))["badges"] == ["first"]


@pytest.mark.parametrize("name", ["journal.json", "journal.lock"])
def test_a_folder_in_the_place_of_a_file_does_not_stop_a_lesson(own_folder, name):
    journal.keep_prediction("01-P1", "a")
    (own_folder / name).unlink()
    (own_folder / name).mkdir()
    with pytest.warns(journal.JournalWarning, match=r"could not be read.*left as it is"):
        assert journal.record().predictions == {}
    with pytest.raises(journal.JournalError, match=r"cannot be written.*COURSE_DATA"):
        journal.keep_prediction("01-P1", "b")


def test_a_file_in_the_place_of_the_folder_is_an_empty_record(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "file"))
    assert journal.record().predictions == {} and journal.hints_taken("01-gap") == 0
    with pytest.raises(journal.JournalError, match=r"cannot be written.*COURSE_DATA"):
        journal.keep_prediction("01-P1", "a")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_a_path_with_spaces_and_umlauts_is_as_good_as_another(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "Übungen von Jörg ß"))
    journal.keep_prediction("01-P1", "größer")
    assert journal.prediction("01-P1").choice == "größer"


def test_a_home_folder_that_does_not_exist_is_named(monkeypatch):
    monkeypatch.setenv("COURSE_DATA", "~/data")

    def nobody(self):
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr("pathlib.Path.expanduser", nobody)
    with pytest.raises(journal.JournalError, match=r"COURSE_DATA is '~/data'.*full path"):
        journal.record()


def test_a_folder_that_cannot_be_made_is_named(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "file" / "below"))
    with pytest.raises(journal.JournalError, match="COURSE_DATA"):
        journal.keep_prediction("01-P1", "a")


def test_a_read_only_folder_can_still_be_read(own_folder, monkeypatch):
    journal.keep_prediction("01-P1", "a")

    def refused(*args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(json_file, "locked", refused)
    assert journal.prediction("01-P1").choice == "a"
    with pytest.raises(journal.JournalError, match="Permission denied"):
        journal.keep_prediction("01-P1", "b")


def test_a_damaged_file_in_a_read_only_folder_is_left_as_it_is(own_folder, monkeypatch):
    own_folder.mkdir()
    (own_folder / "journal.json").write_bytes(b"{")

    def refused(*args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.replace", refused)
    with pytest.warns(journal.JournalWarning, match="left as it is"):
        assert journal.record().predictions == {}
    assert (own_folder / "journal.json").read_bytes() == b"{"
