"""What the class misunderstands: for each task the share of each cause, from the notebooks that nbgrader has graded."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from course_lib.checks.panel import MIME
from course_lib.classroom.finished import AUTOGRADED, GRADED, REFUSED, mark_of, standing
from course_lib.classroom.hand_ins import HandIn, handed_in
from course_lib.notebooks import Notebook
from course_lib.tasks.catalogue import TASKS
from course_lib.tasks.task import Task


@dataclass(frozen=True)
class TaskReport:
    """One task over the class. `causes` are (id, words, number of students), the most frequent first."""

    task: Task
    students: int
    states: dict[str, int]
    mean_points: float
    causes: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True)
class ClassReport:
    """One assignment over the class; `ungraded` are (student, reason) where the file that lies there has no grade."""

    assignment: str
    students: int
    tasks: tuple[TaskReport, ...]
    ungraded: tuple[tuple[str, str], ...]


def class_report(root: Path, assignment: str) -> ClassReport:
    """Read `autograded/` and `submitted/` below `root`.

    Raises FileNotFoundError, with what to do, when there is nothing to report on.
    """
    hand_ins = handed_in(root, assignment)
    graded = sorted(
        path for path in (root / AUTOGRADED).glob(f"*/{assignment}/{assignment}.ipynb") if mark_of(path)
    )
    if not graded and not hand_ins:
        raise FileNotFoundError(
            f"no submissions of {assignment!r} below {root}; put each notebook at "
            f"submitted/STUDENT/{assignment}/{assignment}.ipynb "
            f"and run: python -m course_lib.classroom grade {assignment}"
        )
    verdicts: dict[str, list[dict[str, Any]]] = {}
    for path in graded:
        for verdict in _verdicts(path):
            verdicts.setdefault(verdict["task"], []).append(verdict)
    students = {path.parents[1].name for path in graded} | {one.student for one in hand_ins}
    ungraded = tuple((one.student, why) for one in hand_ins if (why := why_not_graded(one)))
    tasks = [_task_report(task, verdicts[task.id]) for task in TASKS.values() if task.id in verdicts]
    return ClassReport(assignment, len(students), tuple(tasks), ungraded)


def why_not_graded(hand_in: HandIn) -> str:
    """Why the file that lies there has no grade, for the teacher; "" where it has one."""
    where = standing(hand_in)
    stays = " The grade of an earlier hand-in stays." if where.earlier else ""
    if where.state == REFUSED:
        return where.reason + stays
    if where.state == GRADED:
        return ""
    run = f"python -m course_lib.classroom grade {hand_in.assignment}"
    return f"No run has graded {'the newer' if where.earlier else 'this'} file to the end.{stays} Run: {run}"


def _verdicts(path: Path) -> list[dict[str, Any]]:
    """The last verdict of each graded cell: where there are hidden points, theirs."""
    found = {}
    for cell in Notebook.read(path).cells:
        task = cell.metadata.get("nbgrader", {}).get("grade_id")
        for output in cell.outputs:
            verdict = output.data.get(MIME)
            if isinstance(verdict, dict) and verdict.get("task") == task:
                found[task] = verdict
    return list(found.values())


def _task_report(task: Task, verdicts: list[dict[str, Any]]) -> TaskReport:
    words: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for verdict in verdicts:
        for cause in verdict["causes"]:
            words.setdefault(cause["id"], cause["why"])
        counts.update({cause["id"] for cause in verdict["causes"]})
    causes = tuple(
        (name, words[name], count)
        for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )
    mean = sum(verdict["points"] for verdict in verdicts) / len(verdicts)
    return TaskReport(
        task, len(verdicts), dict(Counter(verdict["state"] for verdict in verdicts)), mean, causes
    )


def as_text(report: ClassReport) -> str:
    """The report for a terminal."""
    rows = [f"{report.assignment}: {report.students} students"]
    for one in report.tasks:
        rows += ["", f"{one.task.id}, {one.task.title} (objective {one.task.objective})", f"  {_states(one)}"]
        rows += [f"  {_share(count, one.students)}  {name}: {words}" for name, words, count in one.causes]
    if report.ungraded:
        rows += ["", "Not graded:"]
        rows += [f"  {student}: {reason}" for student, reason in report.ungraded]
    return "\n".join(rows)


def _states(one: TaskReport) -> str:
    states = ", ".join(f"{count} {state}" for state, count in sorted(one.states.items()))
    return f"{states}; mean {one.mean_points:.1f} of {one.task.out_of} points"


def _share(count: int, students: int) -> str:
    return f"{count:3d} of {students} ({100 * count / students:.0f} %)"


def as_html(report: ClassReport) -> str:
    """The report as one self-contained page: a table a task, the most frequent cause first, no colours."""
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        f"<title>Class report: {escape(report.assignment)}</title>",
        "<style>body{font-family:sans-serif;max-width:60em;margin:2em auto;line-height:1.5}"
        "table{border-collapse:collapse;width:100%}th,td{border:1px solid #555;padding:.3em .6em;text-align:left}"
        "caption{text-align:left;padding:.4em 0}</style></head><body>",
        f"<h1>What the class misunderstands: {escape(report.assignment)}</h1><p>{report.students} "
        "students.</p>",
    ]
    parts += [_task_html(one) for one in report.tasks]
    if report.ungraded:
        items = "".join(
            f"<li>{escape(student)}: {escape(reason)}</li>" for student, reason in report.ungraded
        )
        parts.append(f"<h2>Not graded</h2><ul>{items}</ul>")
    return "".join(parts) + "</body></html>\n"


def _task_html(one: TaskReport) -> str:
    head = (
        f"<h2>{escape(one.task.title)} ({escape(one.task.id)}, objective {escape(one.task.objective)})</h2>"
    )
    if not one.causes:
        return f"{head}<p>{escape(_states(one))}. No cause was found in any answer.</p>"
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(words)}</td>'
        f"<td>{escape(_share(count, one.students).strip())}</td></tr>"
        for name, words, count in one.causes
    )
    return (
        f"{head}<table><caption>{escape(_states(one))}. A student can show several causes.</caption>"
        '<tr><th scope="col">cause</th><th scope="col">in words</th><th scope="col">students</th></tr>'
        f"{rows}</table>"
    )


def write_page(root: Path, report: ClassReport) -> Path:
    """Write the report as HTML in `reports/`, apart from the students' pages."""
    page = root / "reports" / f"{report.assignment}.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(as_html(report), encoding="utf-8", newline="\n")
    return page
