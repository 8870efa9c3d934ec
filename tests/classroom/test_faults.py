"""The reason for a file that cannot be graded is the true one, found in the file; what can be graded is."""

import shutil

import pytest
from broken_files import BROKEN, GRADABLE, WHOLE
from submissions import ALL_AUTOMATIC, ASSIGNMENT, ROOT

from course_lib.classroom import grade
from course_lib.classroom.faults import fault
from course_lib.classroom.hand_ins import HandIn, handed_in, marks_of, not_looked_at

MARKS = marks_of(ROOT, ASSIGNMENT)


@pytest.mark.parametrize("name", BROKEN)
def test_the_reason_is_in_the_file(name):
    content, words = BROKEN[name]
    said = fault(content, ASSIGNMENT, MARKS)
    assert words in said
    assert "kernel" not in said and said.endswith(".")


def test_reasons_tell_the_kinds_apart():
    said = {name: fault(content, ASSIGNMENT, MARKS) for name, (content, _) in BROKEN.items()}
    assert len(set(said.values())) > 0.75 * len(said)


@pytest.mark.parametrize("name", GRADABLE)
def test_what_can_be_graded_has_no_fault(name):
    assert fault(GRADABLE[name], ASSIGNMENT, MARKS) == ""


@pytest.fixture
def root(tmp_path):
    shutil.copytree(ROOT / "solutions" / ASSIGNMENT, tmp_path / "solutions" / ASSIGNMENT)
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    return tmp_path


def lay(root, path, content=WHOLE):
    (root / "submitted" / path).parent.mkdir(parents=True, exist_ok=True)
    (root / "submitted" / path).write_bytes(content)


@pytest.mark.parametrize(
    "files, words",
    [
        ([f"{ASSIGNMENT} (1).ipynb"], f"the folder holds {ASSIGNMENT} (1).ipynb"),
        ([f"{ASSIGNMENT}-Copy1.ipynb", "Untitled.ipynb"], f"holds {ASSIGNMENT}-Copy1.ipynb, Untitled.ipynb"),
        ([f"{ASSIGNMENT}.ipynb.txt"], f"holds {ASSIGNMENT}.ipynb.txt"),
        ([f"{ASSIGNMENT}.html", "timestamp.txt"], f"holds {ASSIGNMENT}.html."),
        ([f"inside/{ASSIGNMENT}.ipynb"], f"holds inside/{ASSIGNMENT}.ipynb"),
        ([f".ipynb_checkpoints/{ASSIGNMENT}-checkpoint.ipynb"], "the folder is empty"),
        ([f"{ASSIGNMENT}.ipynb/x"], "is a folder; expected the notebook itself"),
    ],
)
def test_a_file_under_another_name_is_named(root, files, words):
    for name in files:
        lay(root, f"ann/{ASSIGNMENT}/{name}")
    (found,) = handed_in(root, ASSIGNMENT)
    assert words in found.fault()


def test_a_file_in_the_place_of_the_folder(root):
    lay(root, f"ann/{ASSIGNMENT}")
    assert "is a file; expected a folder" in HandIn(root, "ann", ASSIGNMENT).fault()


@pytest.mark.parametrize(
    "time, right", [("2026-09-01 12:30:00 UTC", True), ("", True), ("yesterday evening", False)]
)
def test_a_time_that_cannot_be_read_is_said(root, time, right):
    lay(root, f"ann/{ASSIGNMENT}/{ASSIGNMENT}.ipynb")
    lay(root, f"ann/{ASSIGNMENT}/timestamp.txt", time.encode())
    said = HandIn(root, "ann", ASSIGNMENT).fault()
    assert said == "" if right else f"timestamp.txt holds {time!r}" in said


def test_what_lies_under_no_known_name_is_listed(root):
    for path in (
        f"ann/{ASSIGNMENT}/{ASSIGNMENT}.ipynb",
        f"bob/{ASSIGNMENT} (1)/{ASSIGNMENT}.ipynb",
        f"cy/{ASSIGNMENT}.ipynb",
        f"{ASSIGNMENT}/dee/{ASSIGNMENT}.ipynb",
        "all.zip",
        ".DS_Store",
        "ann/.DS_Store",
    ):
        lay(root, path)
    said = not_looked_at(root, [ASSIGNMENT])
    assert [one.split(" (no")[0].split(" (a")[0].split(" (the")[0] for one in said] == [
        f"submitted/{ASSIGNMENT}/",
        "submitted/all.zip",
        f"submitted/bob/{ASSIGNMENT} (1)",
        f"submitted/cy/{ASSIGNMENT}.ipynb",
    ]
    assert [one.student for one in handed_in(root, ASSIGNMENT)] == ["ann"]


@pytest.mark.slow
def test_what_can_be_graded_earns_what_it_deserves(root):
    for name, content in GRADABLE.items():
        lay(root, f"{name}/{ASSIGNMENT}/{ASSIGNMENT}.ipynb", content)
    done = {one.student: one for one in grade(root, ASSIGNMENT)}
    assert {name: one.points for name, one in done.items()} == dict.fromkeys(GRADABLE, ALL_AUTOMATIC)
    assert "no cell carries a mark" in done["no marks at all"].remarks[0]


def test_another_notebook_in_the_folder_is_mentioned(root):
    lay(root, f"ann/{ASSIGNMENT}/{ASSIGNMENT}.ipynb")
    lay(root, f"ann/{ASSIGNMENT}/Untitled.ipynb")
    (found,) = handed_in(root, ASSIGNMENT)
    assert found.remarks() == ["not looked at: Untitled.ipynb"]
