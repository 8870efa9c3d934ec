"""Begin a lesson: `python tools/new_lesson.py NN name` makes all its places, or none.

    notebooks/NN_name.ipynb                           the lesson, outputs stored
    course_lib/lesson/questions/lesson_NN.toml        its predictions and quizzes
    solutions/NN_name/, exercises/NN_name/            its exercises, with and without answers
    course_lib/tasks/lesson_NN/                       two tasks, one for each objective: a number and a choice
    course_lib/claims/ledger/lesson_NN.py             one claim, under a number that is free
    tests/claims/refutations_NN.py, tests/zoo/NN_name/
    README.md, TEACHING.md                            a row in each table, and the typical wrong answers

The template is `tools/lesson_template`: the smallest lesson that the rubric and the tests accept. Replace its words, one
place after the other; CONTRIBUTING.md says in which order. Where a place exists already, or a step fails, nothing changes.
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import jupytext
import minutes
import nbformat
import readme
import run_notebook
from rubric import course_context
from rubric_rows.lesson import Lesson

from course_lib.lesson.written_questions import file_of
from course_lib.notebooks import Notebook
from course_lib.terminal import accept_every_character

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = Path(__file__).with_name("lesson_template")
TEMPLATE_NUMBER = "02"
TEMPLATE_CLAIM = "C08"
TASKS = ("height", "sharper")
TABLES = ("README.md", "TEACHING.md")


def smallest_lesson() -> str:
    """The template's lesson as percent text, from its first cell on."""
    text = (TEMPLATE / "lesson.py").read_text(encoding="utf-8")
    return text[text.index("# %%") :]


def lesson_text(number: str, name: str, claim: str = TEMPLATE_CLAIM) -> str:
    """The template as lesson `number`: its ids, its claim, and the title from the file name."""
    text = _renumbered(smallest_lesson(), number).replace(TEMPLATE_CLAIM, claim)
    return re.sub(r"^# # .*$", f"# # {number} · {title_of(name)}", text, count=1, flags=re.MULTILINE)


def questions_text(number: str) -> str:
    """The template's questions as those of lesson `number`."""
    return _renumbered((TEMPLATE / "questions.toml").read_text(encoding="utf-8"), number)


def _renumbered(text: str, number: str) -> str:
    return re.sub(rf"\b{TEMPLATE_NUMBER}(?=-[A-Z])", number, text)


def title_of(name: str) -> str:
    return name.replace("_", " ").capitalize()


def free_claim() -> str:
    """The highest number that no claim has: one that begs to be replaced, and is in no one's way."""
    from course_lib.claims import CLAIMS

    free = (f"C{number}" for number in range(99, 9, -1) if f"C{number}" not in CLAIMS)
    return next(free)


def places(root: Path, number: str, name: str, claim: str) -> dict[Path, str]:
    """Path → text of each new file; notebooks as percent text."""
    folder = f"{number}_{name}"

    def filled(template: str) -> str:
        text = (TEMPLATE / template).read_text(encoding="utf-8")
        return (
            text.replace("NN", number)
            .replace("TITLE", name.replace("_", " "))
            .replace('"CLAIM"', f'"{claim}"')
        )

    tasks, zoo = root / "course_lib" / "tasks" / f"lesson_{number}", root / "tests" / "zoo" / folder
    found = {
        root / "notebooks" / f"{folder}.ipynb": lesson_text(number, name, claim),
        root / file_of(number).relative_to(ROOT): questions_text(number),
        root / "solutions" / folder / f"{folder}.ipynb": _cells(filled("solution.py")),
        root / "course_lib" / "claims" / "ledger" / f"lesson_{number}.py": filled("claims.py"),
        root / "tests" / "claims" / f"refutations_{number}.py": filled("refutations.py"),
    }
    for path in sorted((TEMPLATE / "tasks").glob("*.*")):
        found[tasks / path.name] = filled(f"tasks/{path.name}")
    for task in TASKS:
        for path in sorted((TEMPLATE / "zoo" / task).glob("*.py")):
            found[zoo / f"{number}-{task}" / path.name] = filled(f"zoo/{task}/{path.name}")
    return found


def _cells(text: str) -> str:
    return text[text.index("# %%") :]


def taken(root: Path, number: str) -> list[str]:
    """What the course has under this number already."""
    patterns = (
        f"notebooks/{number}_*", f"solutions/{number}_*", f"exercises/{number}_*", f"tests/zoo/{number}_*",
        f"course_lib/tasks/lesson_{number}", f"course_lib/claims/ledger/lesson_{number}.py",
        f"course_lib/lesson/questions/lesson_{number}.toml", f"tests/claims/refutations_{number}.py",
    )  # fmt: skip
    found = [path for pattern in patterns for path in root.glob(pattern) if _holds_files(path)]
    return [path.relative_to(root).as_posix() for path in sorted(found)]


def _holds_files(path: Path) -> bool:
    """A folder with nothing but what Python keeps compiled is what git leaves of a branch that had the lesson."""
    return path.is_file() or any(one.is_file() and "__pycache__" not in one.parts for one in path.rglob("*"))


@contextmanager
def all_or_nothing(root: Path, kept: tuple[str, ...]) -> Iterator[list[Path]]:
    """What is added to the list is removed where the block fails, and the texts of `kept` come back."""
    before = {root / name: (root / name).read_bytes() for name in kept}
    made: list[Path] = []
    try:
        yield made
    except BaseException:
        for path in reversed(made):
            path.unlink(missing_ok=True)
            for folder in path.parents:
                if folder == root or any(one for one in folder.iterdir() if one.name != "__pycache__"):
                    break
                _remove_empty(folder)
        for path, content in before.items():
            path.write_bytes(content)
        raise


def _remove_empty(folder: Path) -> None:
    compiled = folder / "__pycache__"
    for path in compiled.glob("*"):
        path.unlink()
    if compiled.is_dir():
        compiled.rmdir()
    folder.rmdir()


def write(path: Path, text: str, made: list[Path]) -> None:
    """Write one new place; a notebook from its percent text."""
    made.append(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".ipynb":
        run_notebook.store(run_notebook.tidy(jupytext.reads(text, fmt="py:percent")), path)
    else:
        path.write_text(text, encoding="utf-8", newline="\n")


def make_lesson(root: Path, number: str, name: str) -> list[Path]:
    """All places of lesson `number`, notebooks run, tables written; returns the new files.

    Raises FileExistsError where the number is taken, RuntimeError or ValueError where a step fails; nothing is changed then.
    """
    if there := taken(root, number):
        raise FileExistsError(f"lesson {number} is there: {', '.join(there)}; choose a free number")
    new = places(root, number, name, free_claim())
    lesson, solution = (path for path in new if path.suffix == ".ipynb")
    with all_or_nothing(root, TABLES) as made:
        for path, text in new.items():
            write(path, text, made)
        state_minutes(lesson, solution)
        run(root, "tools/run_notebook.py", solution, lesson)
        made.append(exercise(root, solution.stem))
        add_typical_answers(root / "TEACHING.md", number, name)
        for page in TABLES:
            stored = (root / page).read_text(encoding="utf-8")
            (root / page).write_text(readme.with_tables(stored), encoding="utf-8", newline="\n")
    return made


def state_minutes(lesson: Path, solution: Path) -> None:
    """The minutes of the formula, in the first cell of the lesson and of its exercises."""
    found = minutes.estimate(Lesson(lesson.name[:2], Notebook.read(lesson)), course_context(lesson))
    for path, pattern, words in (
        (lesson, r"(\*\*Time:\*\*) .*", rf"\1 {found.stated}."),
        (solution, r"About \d+ minutes", f"About {found.rounded['exercises']} minutes"),
    ):
        notebook = nbformat.read(path, as_version=4)
        notebook.cells[0].source = re.sub(pattern, words, notebook.cells[0].source)
        run_notebook.store(notebook, path)


def exercise(root: Path, name: str) -> Path:
    from course_lib.classroom import generate

    (path,) = generate(root, root / "exercises", [name])
    return path


def run(root: Path, program: str, *paths: Path) -> None:
    """A tool in a process of its own. Raises RuntimeError with its words."""
    done = subprocess.run(
        [sys.executable, str(root / program), *map(str, paths)],
        cwd=root, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{program} failed; nothing was changed.\n{done.stdout}{done.stderr}")


def add_typical_answers(page: Path, number: str, name: str) -> None:
    """The lesson's section of TEACHING.md, in the order of the numbers."""
    text = page.read_text(encoding="utf-8")
    section = (TEMPLATE / "teaching.md").read_text(encoding="utf-8")
    section = section.replace("NN", number).replace("TITLE", name.replace("_", " "))
    later = [found for found in re.finditer(r"^### (\d\d) ", text, re.MULTILINE) if found[1] > number]
    if later:
        place = later[0].start()
        text = f"{text[:place]}{section}\n{text[place:]}"
    else:
        text = f"{text.rstrip()}\n\n{section}"
    page.write_text(text, encoding="utf-8", newline="\n")


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
        made = make_lesson(ROOT, given.number, given.name)
    except (FileExistsError, RuntimeError, ValueError) as error:
        parser.error(str(error))
    for path in made:
        print(f"wrote {path.relative_to(ROOT).as_posix()}")
    print(f"changed {', '.join(TABLES)}")
    print("next: CONTRIBUTING.md, 'Make a lesson'")
    return 0


if __name__ == "__main__":
    accept_every_character()
    sys.exit(main(sys.argv[1:]))
