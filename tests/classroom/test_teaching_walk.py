"""TEACHING.md walked to the letter: its commands are read out of the text and run, with five students.

Then what changes in a term: a second hand-in, one that is broken, other points, a stopped run.
"""

import csv
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time

import nbformat
import pytest
from broken_files import BROKEN
from submissions import ASSIGNMENT, ROOT, right_notebook, set_source, zoo
from teacher import classroom, surroundings

pytestmark = pytest.mark.slow

TEXT = (ROOT / "TEACHING.md").read_text(encoding="utf-8")
STEPS = re.findall(r"^ +```\n +(.*)\n +```$", TEXT, re.MULTILINE)
SLOW_CELL = "from pathlib import Path\nimport time\nPath({!r}).touch()\ntime.sleep({})"


class Walk:
    """A clone as a teacher has it: exercises/ is there, and nothing is in the grade book."""

    def __init__(self, root):
        self.root, self.began = root, root / "began"
        for name in ("solutions", "exercises"):
            shutil.copytree(ROOT / name / ASSIGNMENT, root / name / ASSIGNMENT)
        shutil.copy(ROOT / "nbgrader_config.py", root)
        # The walk changes a task, so that it has a library of its own; `python -m` finds it first.
        shutil.copytree(
            ROOT / "course_lib", root / "course_lib", ignore=shutil.ignore_patterns("__pycache__")
        )

    def type(self, command):
        """What the text says, with A replaced; the output and nothing alarming in it."""
        words = shlex.split(re.sub(r"\bA\b", ASSIGNMENT, command))
        start = {"python": [sys.executable], "nbgrader": [sys.executable, "-m", "nbgrader"]}[words[0]]
        done = subprocess.run(
            [*start, *words[1:]],
            cwd=self.root,
            env=self.surroundings(),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
        )
        assert "Traceback" not in done.stderr and "Warning" not in done.stderr, done.stderr
        return done

    def surroundings(self):
        return surroundings(self.root) | {"PYTHONPATH": str(self.root)}

    def grade(self, *options):
        return self.lines(self.type(" ".join([STEPS[0], *options])).stdout)

    def feedback(self):
        return self.lines(self.type(STEPS[2]).stdout)

    @staticmethod
    def lines(text):
        """Student → what is said of them."""
        return dict(re.findall(r"^  (\w+): ((?:.*)(?:\n {6}.*)*)", text, re.MULTILINE))

    def hand_in(self, student, content):
        path = self.root / "submitted" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            nbformat.write(content, path)

    def page(self, student):
        return (self.root / "feedback" / student / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text(
            encoding="utf-8"
        )

    def graded(self, student):
        return self.root / "autograded" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"

    def grades(self):
        self.type(STEPS[3])
        with (self.root / "grades.csv").open(encoding="utf-8", newline="") as stream:
            return {row["student_id"]: (float(row["score"]), row["state"]) for row in csv.DictReader(stream)}

    def read_the_text_of(self, student, points):
        """As a teacher does in the Formgrader."""
        from nbgrader.api import Gradebook

        with Gradebook(f"sqlite:///{(self.root / 'gradebook.db').as_posix()}", "softplus") as book:
            grade = book.find_grade("01-defend", ASSIGNMENT, ASSIGNMENT, student)
            grade.manual_score, grade.needs_manual_grade = points, False
            book.db.commit()


def slowed(walk, seconds):
    book = right_notebook()
    book.cells.insert(0, nbformat.v4.new_code_cell(SLOW_CELL.format(str(walk.began), seconds)))
    return book


def naive():
    book = right_notebook()
    set_source(book, "01-softplus-answer", zoo("01-softplus", "wrong_naive"))
    return book


@pytest.fixture(scope="module")
def walk(tmp_path_factory):
    """The four commands of the text for a class of five, in order; each of the tests below goes on from there."""
    walk = Walk(tmp_path_factory.mktemp("clone"))
    walk.hand_in("ann", (ROOT / "solutions" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_bytes())
    walk.hand_in("bob", naive())
    walk.hand_in("cy", BROKEN["copied answer"][0])
    walk.hand_in("dee", BROKEN["cut in a text"][0])
    walk.hand_in("eve", right_notebook())
    wrong = walk.root / "submitted" / "eve" / ASSIGNMENT
    (wrong / f"{ASSIGNMENT}.ipynb").rename(wrong / f"{ASSIGNMENT} (1).ipynb")
    walk.exercise = (walk.root / "exercises" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_bytes()
    walk.first = [walk.type(step) for step in STEPS]
    return walk


def test_the_text_has_the_four_commands():
    assert [step.split()[-2] for step in STEPS] == ["grade", "report", "feedback", "nbgrader"]


def test_the_first_ten_minutes(walk):
    graded, report, feedback, exported = walk.first
    said = walk.lines(graded.stdout)
    assert said["ann"] == "graded; 25 of 28 points; 1 text to read"
    assert said["bob"] == "graded; 23 of 28 points; 1 text to read"
    assert said["cy"].startswith("NOT GRADED\n") and "A cell was copied" in said["cy"]
    assert "stops in the middle" in said["dee"] and f"holds {ASSIGNMENT} (1).ipynb" in said["eve"]
    assert "5 students: 3 NOT GRADED, 2 graded" in graded.stdout
    assert graded.returncode == 1 and [report.returncode, feedback.returncode, exported.returncode] == [
        0,
        0,
        0,
    ]
    assert "overflow" in report.stdout and "stops in the middle" in report.stdout
    assert "Overflow" in walk.page("bob") and "stops in the middle" in walk.page("dee")
    assert walk.grades()["ann"] == (25, "needs a person") and walk.grades()["cy"][1] == "not graded"
    assert walk.exercise == (walk.root / "exercises" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_bytes()


def test_a_second_hand_in_is_graded_and_its_page_made_again(walk):
    walk.hand_in("bob", right_notebook())
    assert walk.page("bob").count("newer file") == 0
    assert "newer file, which is not graded yet" in (walk.feedback() and walk.page("bob"))
    said = walk.grade()
    assert said["bob"] == "graded again: a newer hand-in; 23 → 25 of 28 points; 1 text to read"
    assert said["ann"] == "unchanged; 25 of 28 points; 1 text to read"
    pages = walk.feedback()
    assert pages["bob"].startswith("grade; made again, it changed") and pages["ann"].startswith(
        "grade; as before"
    )
    assert "Overflow" not in walk.page("bob") and "newer file" not in walk.page("bob")


def test_a_real_page_takes_the_place_of_the_reason(walk):
    assert "A cell was copied" in walk.page("cy")
    walk.hand_in("cy", naive())
    assert walk.grade("--student=cy") == {"cy": "graded; 23 of 28 points; 1 text to read"}
    walk.feedback()
    assert "A cell was copied" not in walk.page("cy") and "Overflow" in walk.page("cy")


def test_a_broken_second_hand_in_loses_nothing(walk):
    walk.hand_in("ann", BROKEN["empty"][0])
    said = walk.grade()
    assert said["ann"].startswith(
        "NOT GRADED, the earlier grade stays; 25 of 28 points\n      The file is empty"
    )
    assert walk.grades()["ann"] == (25, "newer file not graded")
    walk.feedback()
    assert "could not be graded" in walk.page("ann") and "write softplus" in walk.page("ann")
    walk.hand_in("ann", right_notebook())
    assert walk.grade()["ann"].startswith("graded again: a newer hand-in; 25 of 28 points")


def test_a_hand_in_that_ends_its_process_loses_nothing(walk):
    book = right_notebook()
    book.cells.insert(3, nbformat.v4.new_code_cell("import os\nos._exit(3)"))
    walk.hand_in("cy", book)
    said = walk.grade()["cy"]
    assert (
        said.startswith("NOT GRADED, the earlier grade stays; 23 of 28")
        and "its Python process ended" in said
    )
    assert walk.graded("cy").is_file()
    assert "its Python process ended" in (walk.feedback() and walk.page("cy"))
    walk.hand_in("cy", naive())
    assert walk.grade()["cy"].startswith("unchanged; 23 of 28")  # the file that was graded lies there again


def test_other_points_grade_again_who_was_graded(walk):
    walk.read_the_text_of("ann", 3)
    assert walk.grade()["ann"] == "unchanged; 28 of 28 points"
    task = walk.root / "course_lib" / "tasks" / "lesson_01" / "beta.py"
    task.write_text(task.read_text(encoding="utf-8").replace("points=2,", "points=4,"), encoding="utf-8")
    source = walk.root / "solutions" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    book = nbformat.read(source, as_version=4)
    (cell,) = [cell for cell in book.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == "01-beta"]
    cell.metadata.nbgrader["points"] = 4
    nbformat.write(book, source)
    said = walk.grade()
    again = "graded again: the assignment or the course changed; "
    assert (
        said["ann"] == again + "28 → 30 of 30 points"
    )  # the text, which a person has read, keeps its points
    assert said["bob"] == again + "25 → 27 of 30 points; 1 text to read"
    assert walk.grades()["ann"] == (30, "graded")


def test_a_run_that_is_killed_leaves_nothing_half_made(walk):
    points, _ = walk.grades()["bob"]
    for student in ("bob", "gil"):
        walk.hand_in(student, slowed(walk, 60))
    before = walk.graded("bob").read_bytes()
    for student in ("bob", "gil"):
        stop_while_it_runs(walk, student, kill=True)
    assert walk.graded("bob").read_bytes() == before and not walk.graded("gil").exists()
    pages, grades = walk.feedback(), walk.grades()
    assert pages["bob"].startswith("grade of an earlier hand-in") and pages["gil"].startswith("no grade yet")
    assert grades["gil"] == (0, "not graded") and grades["bob"] == (points, "newer file not graded")
    for student in ("bob", "gil"):
        walk.hand_in(student, slowed(walk, 0))
    said = walk.grade()
    assert said["gil"].startswith("graded; ") and said["bob"].startswith("graded again: a newer hand-in; ")
    assert walk.grades()["gil"] == (points, "needs a person")
    assert not (walk.root / ".autograding").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C reaches a group of consoles there")
def test_ctrl_c_says_that_the_command_goes_on(walk):
    walk.hand_in("bob", slowed(walk, 60))
    code, said = stop_while_it_runs(walk, "bob", kill=False)
    assert code == 130 and "the same command goes on from here" in said and "Traceback" not in said
    walk.hand_in("bob", right_notebook())
    assert walk.grade()["bob"].startswith("graded again: a newer hand-in")


def test_what_nbgraders_own_command_left_half_made_does_not_count(walk):
    shutil.copytree(walk.root / "submitted" / "ann", walk.root / "submitted" / "hal")
    shutil.copytree(walk.root / "submitted" / "ann", walk.root / "autograded" / "hal")
    assert walk.feedback()["hal"].startswith("no grade yet")
    assert walk.grade()["hal"].startswith("graded again: an earlier run did not finish")


def test_nothing_to_do_is_said_and_names_are_checked(walk):
    assert all(words.startswith(("unchanged", "NOT GRADED")) for words in walk.grade().values())
    other = classroom(walk.root, "grade", "01_meet", PYTHONPATH=str(walk.root))
    assert other.returncode == 2 and f"expected one of: {ASSIGNMENT}" in other.stderr
    nobody = classroom(walk.root, "grade", ASSIGNMENT, "--student=zoe", PYTHONPATH=str(walk.root))
    assert nobody.returncode == 1 and "nothing was handed in by 'zoe'" in nobody.stderr


def stop_while_it_runs(walk, student, kill):
    """Start to grade, and stop it while the student's cell runs."""
    walk.began.unlink(missing_ok=True)
    command = [sys.executable, "-m", "course_lib.classroom", "grade", ASSIGNMENT, f"--student={student}"]
    running = subprocess.Popen(
        command,
        cwd=walk.root,
        env=walk.surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        start_new_session=os.name != "nt",
        # what runs in the background of a shell script ignores Ctrl-C, and so would what it starts
        preexec_fn=None
        if os.name == "nt"
        else lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    patience = time.monotonic() + 300
    while not walk.began.exists():
        assert running.poll() is None and time.monotonic() < patience
        time.sleep(0.05)
    running.kill() if kill else running.send_signal(signal.SIGINT)
    said, _ = running.communicate(timeout=300)
    return running.returncode, said
