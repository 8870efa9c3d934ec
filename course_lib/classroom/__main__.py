"""The teacher's commands, run in the course folder. ASSIGNMENT is a folder of solutions/, such as 01_meet_softplus.

    python -m course_lib.classroom grade ASSIGNMENT      grade what is new, say for each student what was done
    python -m course_lib.classroom report ASSIGNMENT     what the class misunderstands, also as a page in reports/
    python -m course_lib.classroom feedback ASSIGNMENT   make all students' pages in feedback/ again

grade --student=ID grades one student; grade --again grades also what is unchanged. Each may be stopped and called again.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from course_lib.classroom.feedback import give_feedback
from course_lib.classroom.grading import Graded, grade
from course_lib.classroom.hand_ins import not_looked_at
from course_lib.classroom.release import assignments
from course_lib.classroom.report import as_text, class_report, write_page
from course_lib.terminal import accept_every_character


def main(words: list[str]) -> int:
    if not words:
        print(__doc__)
        return 2
    root = Path.cwd()
    given = _parser(root).parse_args(words)
    try:
        if given.command == "grade":
            return _grade(root, given.assignment, given.student, given.again)
        return {"report": _report, "feedback": _feedback}[given.command](root, given.assignment)
    except (FileNotFoundError, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 1
    except ModuleNotFoundError as error:
        if error.name != "nbgrader":
            raise
        print(
            "nbgrader is not installed here: run `make class` once, or use its environment", file=sys.stderr
        )
        return 1
    except KeyboardInterrupt:
        print("\nStopped. What is done stays; the same command goes on from here.", file=sys.stderr)
        return 130


def _parser(root: Path) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m course_lib.classroom",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in ("grade", "report", "feedback"):
        one = commands.add_parser(name)
        one.add_argument("assignment", metavar="ASSIGNMENT", type=lambda text: _assignment(root, text))
        if name == "grade":
            one.add_argument("--student", default="", metavar="ID", help="this student only")
            one.add_argument("--again", action="store_true", help="also what is unchanged")
    return parser


def _assignment(root: Path, name: str) -> str:
    known = assignments(root)
    if name not in known:
        raise argparse.ArgumentTypeError(
            f"there is no assignment {name!r}; "
            + (f"expected one of: {', '.join(known)}" if known else "run this in the course folder")
        )
    return name


def _grade(root: Path, assignment: str, student: str, again: bool) -> int:
    did: Counter[str] = Counter()
    print(f"{assignment}:")
    for one in grade(root, assignment, student=student, again=again):
        print(_line(one, assignment), flush=True)
        did[one.did.split(":")[0].split(" (")[0].split(",")[0]] += 1
    print(
        f"{sum(did.values())} students: "
        + ", ".join(f"{count} {what}" for what, count in sorted(did.items()))
    )
    for stray in not_looked_at(root, assignments(root)):
        print(f"not looked at: {stray}")
    print(f"next: python -m course_lib.classroom report {assignment}")
    return 1 if did["NOT GRADED"] else 0


def _line(one: Graded, assignment: str) -> str:
    parts = [f"  {one.student}: {one.did}"]
    if one.points is not None:
        change = "" if one.before in (None, one.points) else f"{one.before:g} → "
        parts.append(f"{change}{one.points:g} of {one.out_of:g} points")
    if one.to_read:
        parts.append(f"{one.to_read} {'text' if one.to_read == 1 else 'texts'} to read")
    lines = ["; ".join(parts), *(f"      {words}" for words in (one.why, *one.remarks) if words)]
    if one.log:
        lines.append(f"      {one.log}")
        lines.append(f"      the whole message: nbgrader autograde {assignment} --student={one.student}")
    return "\n".join(lines)


def _report(root: Path, assignment: str) -> int:
    report = class_report(root, assignment)
    print(as_text(report))
    print(f"wrote {write_page(root, report).relative_to(root).as_posix()}")
    return 0


def _feedback(root: Path, assignment: str) -> int:
    for page in give_feedback(root, assignment):
        print(f"  {page.student}: {page.did}: {page.path.relative_to(root).as_posix()}", flush=True)
    return 0


if __name__ == "__main__":
    accept_every_character()
    sys.exit(main(sys.argv[1:]))
