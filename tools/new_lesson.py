"""Begin a lesson: `python tools/new_lesson.py NN name` writes notebooks/NN_name.ipynb and the file of its questions.

The new lesson is `tools/smallest_lesson.py`, the smallest lesson that the rubric accepts, under the new number and title.
It shows every form that a lesson needs; replace its words, cell by cell. The rubric then
asks for the tasks of the new number, one for each objective, and for a cell that shows each of its claims.
"""

import argparse
import re
import sys
from pathlib import Path

import jupytext
import minutes
import run_notebook
from rubric import course_context
from rubric_rows.lesson import Lesson

from course_lib.lesson.written_questions import file_of
from course_lib.notebooks import Notebook
from course_lib.terminal import accept_every_character

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = Path(__file__).with_name("smallest_lesson.py")
QUESTIONS = TEMPLATE.with_suffix(".toml")
TEMPLATE_NUMBER = "02"


def smallest_lesson() -> str:
    """The template as percent text, from its first cell on."""
    text = TEMPLATE.read_text(encoding="utf-8")
    return text[text.index("# %%") :]


def lesson_text(number: str, name: str) -> str:
    """The template as lesson `number`: its ids, and the title from the file name."""
    text = re.sub(rf"\b{TEMPLATE_NUMBER}(?=-[A-Z])", number, smallest_lesson())
    title = name.replace("_", " ").capitalize()
    return re.sub(r"^# # .*$", f"# # {number} · {title}", text, count=1, flags=re.MULTILINE)


def questions_text(number: str) -> str:
    """The template's questions as those of lesson `number`."""
    return re.sub(rf"\b{TEMPLATE_NUMBER}(?=-[A-Z])", number, QUESTIONS.read_text(encoding="utf-8"))


def write_lesson(folder: Path, number: str, name: str) -> Path:
    """Write the new notebook, its minutes by the formula. Raises FileExistsError where the number is taken."""
    taken = sorted(folder.glob(f"{number}_*.ipynb"))
    if taken:
        raise FileExistsError(
            f"lesson {number} is there: {taken[0].name}; choose a free number, or edit that lesson"
        )
    notebook = jupytext.reads(lesson_text(number, name), fmt="py:percent")
    path = folder / f"{number}_{name}.ipynb"
    file_of(number).write_text(questions_text(number), encoding="utf-8", newline="\n")
    run_notebook.store(run_notebook.tidy(notebook), path)
    expected = minutes.estimate(Lesson(number, Notebook.read(path)), course_context(path)).stated
    opening = notebook.cells[0]
    opening.source = re.sub(r"(\*\*Time:\*\*) .*", rf"\1 {expected}.", opening.source)
    run_notebook.store(notebook, path)
    return path


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("number", help="two digits, from 02 on")
    parser.add_argument("name", help="lower-case words joined by _, such as units_that_die")
    given = parser.parse_args(argv)
    if not re.fullmatch(r"\d\d", given.number) or given.number < TEMPLATE_NUMBER:
        parser.error(f"the number is {given.number!r}; expected two digits from 02 on, such as 07")
    if not re.fullmatch(r"[a-z]+(_[a-z]+)*", given.name):
        parser.error(
            f"the name is {given.name!r}; expected lower-case words joined by _, such as units_that_die"
        )
    try:
        path = write_lesson(ROOT / "notebooks", given.number, given.name)
    except FileExistsError as error:
        parser.error(str(error))
    shown = path.relative_to(ROOT).as_posix()
    print(f"wrote {shown}; next: python tools/run_notebook.py {shown}, then python tools/rubric.py {shown}")
    return 0


if __name__ == "__main__":
    accept_every_character()
    sys.exit(main(sys.argv[1:]))
