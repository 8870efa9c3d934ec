"""What the course adds to nbgrader through its configuration: no marks without a verdict, no hidden points shown."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

from nbformat.v4 import new_output
from nbgrader.api import MissingEntry
from nbgrader.plugins import ExportPlugin
from nbgrader.preprocessors import NbGraderPreprocessor, OverwriteCells
from nbgrader.utils import is_grade

from course_lib.checks.judge.ready_forms import calls_ready_form
from course_lib.checks.judge.verdict import FAILED
from course_lib.checks.panel import MIME
from course_lib.classroom.finished import GRADED, MARK, new_mark, remember_failure, standing
from course_lib.classroom.hand_ins import HandIn
from course_lib.notebooks import names_used_apart
from course_lib.tasks import TASKS, Cause

NO_VERDICT = "NoVerdict"
SOURCE_NOT_READ = (
    "the cells above hold no readable definition of your answer, so a person must look which ready forms it calls.",
    "Define the answer in its own cell, in plain Python.",
)
_HIDDEN = re.compile(
    r"^[ \t]*### BEGIN HIDDEN TESTS.*?### END HIDDEN TESTS[^\n]*\n?", re.DOTALL | re.MULTILINE
)


class RequireVerdict(NbGraderPreprocessor):
    """A grade cell earns what its verdict says, or nothing.

    Stock nbgrader gives full marks to a grade cell that shows nothing (an input transformer that turns it into `pass`
    is enough) and none to one that writes a warning. Here a cell without a verdict gets an error, one with a verdict
    loses its warnings, and the number at its end must be the verdict's.
    """

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> tuple[Any, Any]:
        if not is_grade(cell) or cell.cell_type != "code":
            return cell, resources
        verdicts = [output.data[MIME] for output in cell.outputs if MIME in output.get("data", {})]
        if any(output.output_type == "error" for output in cell.outputs):
            return cell, resources
        expected = _expected_verdicts(cell.source)
        numbers = [
            output.data.get("text/plain", "")
            for output in cell.outputs
            if output.output_type == "execute_result"
        ]
        task = cell.metadata.nbgrader["grade_id"]
        ours = [verdict for verdict in verdicts if isinstance(verdict, dict) and verdict.get("task") == task]
        if (
            len(ours) != expected
            or not isinstance(ours[-1].get("points"), int)
            or numbers != [str(ours[-1]["points"])]
        ):
            cell.outputs = [*cell.outputs, _no_verdict(len(ours), expected)]
            return cell, resources
        cell.outputs = [
            output
            for output in cell.outputs
            if not (output.output_type == "stream" and output.name == "stderr")
        ]
        return cell, resources


def _expected_verdicts(source: str) -> int:
    return len(re.findall(r"^verdict = check\(", source, re.MULTILINE))


def _no_verdict(found: int, expected: int) -> Any:
    words = (
        f"the check did not run as handed out ({found} of {expected} verdicts found): code of the notebook "
        "replaced or skipped this cell. Restart the kernel, run all cells, and hand in again."
    )
    return new_output("error", ename=NO_VERDICT, evalue=words, traceback=[f"{NO_VERDICT}: {words}"])


class CapReadyForms(NbGraderPreprocessor):
    """An answer that calls a ready form earns no more than its task allows, whatever the check in the notebook said.

    The names are read from the notebook's code cells above the grade cell, in a process of its own: strangers' code
    can crash a compiler, and code of the notebook can change what the check there sees.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        cells: list[str] = []
        for cell in nb.cells:
            if cell.cell_type == "code":
                if is_grade(cell):
                    _cap_points(cell, cells)
                cells.append(cell.source)
        return nb, resources


def _cap_points(cell: Any, cells: list[str]) -> None:
    task = TASKS.get(cell.metadata.nbgrader["grade_id"])
    forbidden, most = getattr(task, "forbidden", ()), getattr(task, "points_if_called", 0)
    verdicts = [output.data[MIME] for output in cell.outputs if MIME in output.get("data", {})]
    refused = any(output.output_type == "error" for output in cell.outputs)
    if task is None or not forbidden or not verdicts or refused or verdicts[-1]["points"] <= most:
        return
    names = names_used_apart(cells, task.name)
    if names is None:
        cause = Cause("source-not-read", *SOURCE_NOT_READ)
    elif called := sorted(names.intersection(forbidden)):
        cause = calls_ready_form(task, called)  # type: ignore[arg-type]
        verdicts[-1].update(points=most, state=FAILED)
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.data["text/plain"] = str(most)
    else:
        return
    verdicts[-1]["causes"] = [*verdicts[-1]["causes"], {"id": cause.id, "why": cause.why}]
    words = f"Read from your notebook's source: {cause.why} {cause.next_step}\n"
    cell.outputs.append(new_output("stream", name="stdout", text=words))


class RestoreCells(OverwriteCells):
    """Put deleted grade cells back where they were, also when the cells around them are gone.

    nbgrader's own way looks for the cell just before the missing one and fails when that one was deleted as well.
    """

    def add_missing_grade_cells(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        handed_out = self.gradebook.find_notebook(self.notebook_id, self.assignment_id)
        graded = {cell.name: cell for cell in handed_out.grade_cells}
        answers = {cell.name for cell in handed_out.solution_cells}
        before: list[str] = []
        for source in handed_out.source_cells:
            present = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in nb.cells]
            if source.name in graded and source.name not in present:
                self.log.warning("Cell %s was deleted; it is put back", source.name)
                cell = self.missing_cell_transform(
                    source, graded[source.name].max_score, is_solution=source.name in answers
                )
                places = [present.index(name) for name in before if name in present]
                nb.cells.insert(places[-1] + 1 if places else len(nb.cells), cell)
            before.append(source.name)
        return nb, resources


class ForgetFinished(NbGraderPreprocessor):
    """Before grading: a handed-in notebook that carries the mark of a finished run loses it."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        nb.metadata.pop(MARK, None)
        return nb, resources


class MarkFinished(NbGraderPreprocessor):
    """The last step of grading: the notebook says which hand-in it is the result of, and by which course."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        names = resources["nbgrader"]
        root = Path(self.parent.parent.coursedir.root)
        hand_in = HandIn(root, names["student"], names["assignment"])
        nb.metadata[MARK] = new_mark(hand_in)
        remember_failure(hand_in, "")
        return nb, resources


class RefuseUnfinished(NbGraderPreprocessor):
    """No feedback from a notebook that a stopped run has left half-made."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        if not nb.metadata.get(MARK):
            names = resources["nbgrader"]
            raise RuntimeError(
                f"{names['student']}'s notebook was not graded to its end by this course; "
                f"run: python -m course_lib.classroom grade {names['assignment']}"
            )
        return nb, resources


class CapOutput(NbGraderPreprocessor):
    """Each text output of a submission keeps its first `most` characters; nbgrader itself counts lines only."""

    most = 5000

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> tuple[Any, Any]:
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and len(output.text) > self.most:
                output.text = (
                    f"{output.text[: self.most]}\n… cut off: {len(output.text)} characters were printed"
                )
        return cell, resources


class HideHidden(NbGraderPreprocessor):
    """Feedback pages show each verdict, but not the hidden part of a grade cell, nor a traceback that quotes it."""

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> tuple[Any, Any]:
        if not is_grade(cell) or cell.cell_type != "code":
            return cell, resources
        cell.source = _HIDDEN.sub("", cell.source)
        for output in cell.outputs:
            if output.output_type == "error":
                output.traceback = [f"{output.ename}: {_HIDDEN.sub('', output.evalue)}"]
        return cell, resources


class QuotedCsvExport(ExportPlugin):
    """Grades as CSV, every field quoted, with the state of each submission beside its score.

    nbgrader's own export writes fields as they are, so that a comma in a name shifts the columns, and shows a missing
    submission as 0.0. Here `state` is graded, needs a person, not graded (the class report names the reason), newer file
    not graded (the score is that of an earlier hand-in) or not submitted.
    """

    columns = (
        "assignment",
        "student_id",
        "last_name",
        "first_name",
        "email",
        "timestamp",
        "score",
        "max_score",
        "state",
    )

    def export(self, gradebook: Any) -> None:
        destination = self.to or "grades.csv"
        self.log.info("Exporting grades to %s", destination)
        with open(destination, "w", encoding="utf-8", newline="") as stream:  # noqa: PTH123 (nbgrader gives a string)
            writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
            writer.writerow(self.columns)
            for assignment in gradebook.assignments:
                if self.assignment and assignment.name not in map(str, self.assignment):
                    continue
                for student in gradebook.students:
                    if not self.student or student.id in map(str, self.student):
                        writer.writerow(self._row(gradebook, assignment, student))

    def _row(self, gradebook: Any, assignment: Any, student: Any) -> list[str]:
        try:
            submission = gradebook.find_submission(assignment.name, student.id)
        except MissingEntry:
            timestamp, score, state = "", 0.0, "not submitted"
        else:
            timestamp = submission.timestamp or ""
            score = max(0.0, submission.score - submission.late_submission_penalty)
            state = self._state(submission)
        person = (student.id, student.last_name or "", student.first_name or "", student.email or "")
        return [
            str(field) for field in (assignment.name, *person, timestamp, score, assignment.max_score, state)
        ]

    def _state(self, submission: Any) -> str:
        root = Path(self.parent.coursedir.root)
        found = standing(HandIn(root, submission.student.id, submission.assignment.name))
        if found.state != GRADED:
            return "newer file not graded" if found.earlier else "not graded"
        grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
        return "needs a person" if any(grade.needs_manual_grade for grade in grades) else "graded"
