"""What the class misunderstands: for each task the share of each cause, from the notebooks that nbgrader has graded."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from course_lib.checks.panel import MIME
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
    """One assignment over the class; `unreadable` are (student, reason) for submissions that nbgrader could not run."""

    assignment: str
    students: int
    tasks: tuple[TaskReport, ...]
    unreadable: tuple[tuple[str, str], ...]


def class_report(root: Path, assignment: str) -> ClassReport:
    """Read `autograded/` and `submitted/` below `root`.

    Raises FileNotFoundError, with what to do, when there is nothing to report on.
    """
    graded = sorted((root / "autograded").glob(f"*/{assignment}/{assignment}.ipynb"))
    handed_in = sorted(path.parent.name for path in (root / "submitted").glob(f"*/{assignment}"))
    if not graded and not handed_in:
        raise FileNotFoundError(
            f"no submissions of {assignment!r} below {root}; collect them into "
            f"submitted/STUDENT/{assignment}/ "
            f"and run: nbgrader autograde {assignment}"
        )
    verdicts: dict[str, list[dict[str, Any]]] = {}
    for path in graded:
        for verdict in _verdicts(path):
            verdicts.setdefault(verdict["task"], []).append(verdict)
    readable = {path.parents[1].name for path in graded}
    unreadable = [
        (name, why_unreadable(root, name, assignment)) for name in handed_in if name not in readable
    ]
    tasks = [_task_report(task, verdicts[task.id]) for task in TASKS.values() if task.id in verdicts]
    return ClassReport(assignment, len({*readable, *handed_in}), tuple(tasks), tuple(unreadable))


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


def why_unreadable(root: Path, student: str, assignment: str) -> str:
    """Why a submission has no graded notebook, in one sentence with what to do."""
    path = root / "submitted" / student / assignment / f"{assignment}.ipynb"
    if not path.is_file():
        return (
            f"There is no file {assignment}.ipynb: it has another name or is missing. "
            "Keep the name that was handed out."
        )
    text = path.read_text(encoding="utf-8", errors="replace")
    if not text.strip():
        return "The file is empty. Save the notebook (Ctrl-S) before you hand it in."
    try:
        cells = json.loads(text).get("cells")
    except (ValueError, AttributeError):
        return (
            "The file is not a notebook: it is no JSON. Hand in the .ipynb itself, not an export or a link."
        )
    if not isinstance(cells, list) or not all(isinstance(cell, dict) and "source" in cell for cell in cells):
        return (
            "The file is JSON, but not a notebook: it has no list of cells. "
            "Hand in the .ipynb that Jupyter saves."
        )
    return (
        "The notebook could not be run to its end: the kernel stopped "
        "(a call that ends the process, or too much memory), "
        "or a cell ran too long. Restart the kernel and run all cells before you hand it in."
    )


def as_text(report: ClassReport) -> str:
    """The report for a terminal."""
    rows = [f"{report.assignment}: {report.students} students"]
    for one in report.tasks:
        rows += ["", f"{one.task.id}, {one.task.title} (objective {one.task.objective})", f"  {_states(one)}"]
        rows += [f"  {_share(count, one.students)}  {name}: {words}" for name, words, count in one.causes]
    if report.unreadable:
        rows += ["", "Not gradable:"]
        rows += [f"  {student}: {reason}" for student, reason in report.unreadable]
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
    if report.unreadable:
        items = "".join(
            f"<li>{escape(student)}: {escape(reason)}</li>" for student, reason in report.unreadable
        )
        parts.append(f"<h2>Not gradable</h2><ul>{items}</ul>")
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


def write_pages(root: Path, report: ClassReport) -> list[Path]:
    """Write the HTML report and, for each submission that could not be run, a feedback page with the reason."""
    pages = [root / "feedback" / f"class_report_{report.assignment}.html"]
    pages[0].parent.mkdir(parents=True, exist_ok=True)
    pages[0].write_text(as_html(report), encoding="utf-8")
    for student, reason in report.unreadable:
        page = root / "feedback" / student / report.assignment / f"{report.assignment}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Not graded</title></head><body>'
            f"<h1>{escape(report.assignment)}: not graded</h1><p>{escape(reason)}</p></body></html>\n",
            encoding="utf-8",
        )
        pages.append(page)
    return pages
