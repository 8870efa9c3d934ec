"""An update of the course leaves the learner's exercise alone and brings the newer version beside it."""

import shutil

import nbformat
from submissions import ASSIGNMENT, ROOT

from course_lib.lesson import make_copies


def test_a_touched_exercise_survives_an_update(tmp_path):
    course = tmp_path / "course"
    shutil.copytree(ROOT / "exercises" / ASSIGNMENT, course / "exercises" / ASSIGNMENT)
    (course / "notebooks").mkdir()
    shutil.copy(next((ROOT / "notebooks").glob("00_*.ipynb")), course / "notebooks")
    mine = tmp_path / "my_course" / "exercises" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    make_copies(course, tmp_path / "my_course")
    book = nbformat.read(mine, as_version=4)
    answer = next(cell for cell in book.cells if cell.id == "01-softplus-answer")
    answer.source = answer.source.replace("...  # your answer here", "return x  # my own work")
    nbformat.write(book, mine)

    source = course / "exercises" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    newer = nbformat.read(source, as_version=4)
    newer.cells[0].source += "\n\nA new sentence."
    nbformat.write(newer, source)
    make_copies(course, tmp_path / "my_course")

    assert "my own work" in mine.read_text(encoding="utf-8")
    assert "A new sentence." not in mine.read_text(encoding="utf-8")
    beside = [path for path in mine.parent.glob("*.ipynb") if path != mine]
    assert len(beside) == 1 and "A new sentence." in beside[0].read_text(encoding="utf-8")
