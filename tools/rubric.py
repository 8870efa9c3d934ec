r"""The rubric as a program: what a lesson must look like, one pure function a row.

    python tools/rubric.py notebooks/01_meet_softplus.ipynb …    findings and one line a row
    python tools/rubric.py --minutes notebooks/*.ipynb           how the minutes of each lesson add up

Conventions for authors (structure is carried by cell tags; a tag that is not listed here is a finding)
---------------------------------------------------------------------------------------------------------

NN is the lesson's number, the first two characters of the file name. Findings count the cells from 0.

opening     first cell, markdown, no tag. The only H1 of the notebook, then three paragraphs:

                # 01 · Meet softplus

                **Promise:** One sentence, or two.

                **Time:** core about 40 minutes, deeper part about 20 minutes, exercises about 30 minutes (estimates).

                **Before you start:** lesson 00; what the graph of a function is.

            The minutes are those of minutes.py (words, code cells, predictions, quizzes, widgets; tasks by kind), each
            rounded to five; a part that is absent is left out. The finding tells you the line to write.
objectives  markdown. Two to four list items, numbered from O1, each with an observable verb first
            (VERBS in rubric_rows/opening_and_close.py):

                ## After this lesson you can
                - **01-O1:** compute softplus and its gap to ReLU at any input.

hook        (lessons 01 on) code cell within five minutes and before the first worked example: a few lines in which
            something breaks at work; the symptom, not the cause. Where a prediction asks for it, it is that experiment.
hook:repair code cell that mends it: in the core, after its last experiment, before the recap.
retrieval   (lessons 02 on) code cells that call `quiz("02-R1")`. At least two questions; the text of each begins
            "From lesson NN: …", and one NN is older than the lesson before. A `recall("02-R1")` counts as one question,
            from the oldest lesson of its ids.
worked:O1   the worked example of objective O1 (code or markdown), one for each objective; a cell may carry several:
            `worked:O1`, `worked:O2`. Plain `worked` marks a further example.
predict:P1  code cell with the one call `predict("01-P1")`. Two or more options, exactly one correct; at least one wrong one
            is a real misconception of learners. Neither a cell above nor the source of the two cells below may hold the
            correct option's text.
experiment:P1   code cell at most three cells after predict:P1 (ends, if you like, with `compare("01-P1", height=…)`).
explain:P1  markdown cell at most two cells after experiment:P1: names the prediction ("You predicted …") and the result
            ("the experiment gave / measured / printed …"), and asks for the reason in a sentence "Why …?". It is folded:
            <details>, <summary>…</summary>, an empty line, the explanation without headings, an empty line, </details>.
            From lesson 01 on at least two complete predictions; P1, P2, … in order.
deeper      each cell of the part that may be skipped. It begins with a markdown cell `## Deeper: …`, after recap, exit
            questions and references. The core is every other cell.
figure      code cell that calls `show(fig, alt=…, caption=…)`, or `show(fig, "01-P1", …)` where both stand in the
            questions' file because they would tell an answer; every such cell carries the tag. No other way puts a picture
            in a lesson. Alt text 80–400 characters, naming what is on both axes (`describe(ax)` does); the caption is a
            sentence of at least five words that states the finding and ends with a full stop. Colours only from COLORS.
widget      code cell that calls `explore(measure, draw, update, [Slider(…), …], sentence, alt=…, question="…?")`. One to
            three controls, each with a label; a `figure` cell at most six cells before it; the question ends with a `?`.
claim:C07   code cell that calls `show_claim("C07")` as its last line, so that its stored output holds sentence and verdict.
            Every claim whose `.lesson` is NN has such a cell in lesson NN.
recap       markdown. One list item for each objective: `- **01-O1** You can now …`.
exit        code cells with three calls `quiz("01-X1")`, `quiz("01-X2")`, `quiz("01-X3")` (one, two or three cells),
            and one markdown cell, also tagged `exit`, that asks "What surprised you …?".
references  markdown list, at least three:
                - Dugas et al. 2001, *Incorporating second-order functional knowledge* – supports: the first use of softplus.
            The dash before "supports:" may be – or -; a link may stand around the title. Documentation and issues, which
            have no year, are named by those words: `- pytorch/pytorch issue 31110 – supports: …`.
            The limit of 120 words does not hold here.
teacher     markdown for teachers; outside the word count and the minutes.
compiles    code cell that calls a compiler: 15 s instead of 5.
long        code cell of 16 to 20 lines that cannot be cut; without the tag 15 is the limit.
plot        code cell that only draws; its first line is `# Plot: what is drawn`. The learner's copy shows that line alone.
nbval-ignore-output   code cell whose output is volatile (times, device names, versions). Its output supports no number in
            the prose. `nbval-skip`, `skip-execution`, `raises-exception` and `# NBVAL_SKIP` are refused.

The content of the questions stands in `course_lib/lesson/questions/lesson_NN.toml` (the form: `written_questions.py` beside
it); a cell holds the id alone. Every option has a reason of eight words or more. explore and show are called with literals
(an f-string is fine): a script reads them. Ids: "01-P1" prediction, "01-Q1" quiz, "01-R1" retrieval, "01-X1" exit, "01-F1"
a figure's words.

Numbers: a number with three or more significant digits in prose (markdown, question, reason, caption, alt; not the
text of an option) must be printed by a code cell of the same lesson (0.6931 in prose is covered by 0.69315 in an output; not
by a string that merely repeats it, nor by a volatile cell), be a literal in code (an input), or stand in a paragraph that
names a claim, "(C20)", whose statement holds the number. Free: years, ids, issue and section numbers, the
opening, references, powers of ten. Significant digits: 100 has one, 0.050 has two, 1.00 has three.

Size: code ≤ 15 lines (blank lines and comments count), prose cell ≤ 120 words (a formula is one word), at most two code
cells in a row; core ≤ 40 cells and ≤ 45 minutes, whole ≤ 60 cells. Headings go down one level at a time. A link says where
it goes (never "here", "click", "link").
Imports of the course come from the faces: `from course_lib.figures import …`, never deeper. No line ends with `;`.
"""

import argparse
import re
import sys
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import minutes
from rubric_rows.claims_and_numbers import check_row_10, coverage
from rubric_rows.language import check_row_15
from rubric_rows.lesson import ClaimRow, Context, Finding, Lesson, TaskRow
from rubric_rows.opening_and_close import check_row_01, check_row_02, check_row_14
from rubric_rows.pictures import check_row_09, check_row_12
from rubric_rows.sizes import check_row_11, check_row_13
from rubric_rows.teaching import (
    check_row_03,
    check_row_04,
    check_row_05,
    check_row_06,
    check_row_07,
    check_row_08,
    check_row_16,
)

from course_lib.lesson.written_questions import file_of
from course_lib.notebooks import Notebook
from course_lib.terminal import accept_every_character

ROOT = Path(__file__).resolve().parents[1]
ROWS: Mapping[int, tuple[str, Callable[[Lesson, Context], list[Finding]]]] = {
    1: ("opening", check_row_01),
    2: ("objectives", check_row_02),
    3: ("retrieval", check_row_03),
    4: ("predict", check_row_04),
    5: ("explain", check_row_05),
    6: ("coverage", check_row_06),
    7: ("fading", check_row_07),
    8: ("feedback", check_row_08),
    9: ("figures", check_row_09),
    10: ("numbers", check_row_10),
    11: ("size", check_row_11),
    12: ("widget", check_row_12),
    13: ("runs", check_row_13),
    14: ("close", check_row_14),
    15: ("language", check_row_15),
    16: ("hook", check_row_16),
}


def check(lesson: Lesson, context: Context) -> dict[int, list[Finding]]:
    """Row → findings, for all rows."""
    return {row: rule(lesson, context) for row, (_, rule) in ROWS.items()}


def course_context(path: Path) -> Context:
    """Tasks and claims of the course, and the exercise notebook of the lesson in `path`."""
    from course_lib.checks import TASKS
    from course_lib.claims import CLAIMS

    tasks = tuple(TaskRow(task.id, task.lesson, task.objective, task.kind) for task in TASKS.values())
    claims = {c.id: ClaimRow(c.id, c.lesson, c.statement, c.verdict, c.on) for c in CLAIMS.values()}
    exercise = ROOT / "solutions" / path.stem / path.name
    notebook = Notebook.read(exercise) if exercise.exists() else None
    return Context(tasks, questions_of(path), claims, notebook, path.stat().st_size)


def questions_of(path: Path) -> Mapping[str, Any]:
    """The questions' file of the lesson in `path`, as it is; empty if there is none."""
    file = file_of(path.name)
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def report(path: Path) -> int:
    """Print findings, one line a row, and the numbers with their support. Returns the number of findings."""
    lesson, context = Lesson.read(path), course_context(path)
    findings = check(lesson, context)
    for row in findings.values():
        for finding in row:
            print(finding.line(path.name))
    for row, (name, _) in ROWS.items():
        count = len(findings[row])
        words = f"{count} finding{'s' * (count > 1)}" if count else "ok"
        print(f"  row {row:2} {name:11} {words}")
    numbers = coverage(lesson, context)
    by = ", ".join(f"{item.number.written}: {item.by or 'NOTHING'} (cell {item.cell})" for item in numbers)
    print(f"  {len(numbers)} numbers of three or more digits in the prose{': ' + by if by else ''}")
    found = minutes.estimate(lesson, context)
    print(f"  {len(lesson.core)} cells in the core, {len(lesson.deeper)} deeper; {found.in_words()}")
    print(f"  **Time:** {found.stated}.")
    return sum(map(len, findings.values()))


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("notebooks", nargs="+", type=Path)
    parser.add_argument("--minutes", action="store_true", help="only how the minutes add up")
    options = parser.parse_args(argv)
    missing = [
        str(path) for path in options.notebooks if not (path.is_file() and re.match(r"\d\d_", path.name))
    ]
    if missing:
        parser.error(
            f"no lesson notebook: {', '.join(missing)}; expected files such as notebooks/01_meet_softplus.ipynb"
        )
    if options.minutes:
        for path in options.notebooks:
            found = minutes.estimate(Lesson.read(path), course_context(path))
            print(f"{path.name}: {found.stated}: {found.in_words()}")
        return 0
    return int(sum([report(path) for path in options.notebooks]) > 0)


if __name__ == "__main__":
    accept_every_character()
    sys.exit(main(sys.argv[1:]))
