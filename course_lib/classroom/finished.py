"""Which submissions are graded to the end, and by what: read from a mark that only a finished run writes.

The mark stands in the metadata of the autograded notebook. The plugin `MarkFinished` writes it as the last step, so a run
that was stopped leaves none, whoever started it (this course's command, nbgrader's, or the Formgrader).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from course_lib.classroom.hand_ins import HandIn
from course_lib.notebooks import Notebook, NotebookError

MARK = "softplus_course"
AUTOGRADED = "autograded"
FAILURES = "not_graded.json"
GRADED, NEWER, REFUSED, WAITING = "graded", "newer", "not graded", "waiting"
_ROOMS = ("accuracy", "activations", "checks", "notebooks", "records")


@dataclass(frozen=True)
class Standing:
    """Where one hand-in stands.

    `state` is `graded` (the file that lies there), `newer` (an earlier one was graded, this one not yet), `not graded`
    (`reason` says why) or `waiting` (no run has finished it). `earlier`: a grade of an earlier hand-in stands.
    `current`: assignment and course are as they were when it was graded.
    """

    state: str
    reason: str = ""
    earlier: bool = False
    current: bool = True


def standing(hand_in: HandIn) -> Standing:
    """Compare what lies in `submitted/` with the mark in `autograded/`."""
    mark = mark_of(autograded(hand_in.root, hand_in.student, hand_in.assignment))
    digest = hand_in.digest()
    if mark.get("hand_in") == digest:
        return Standing(GRADED, current=mark.get("ruler") == ruler(hand_in.root, hand_in.assignment))
    if reason := hand_in.fault() or failures(hand_in.root).get(_key(hand_in), {}).get(digest, ""):
        return Standing(REFUSED, reason, earlier=bool(mark))
    return Standing(NEWER if mark else WAITING, earlier=bool(mark))


def autograded(root: Path, student: str, assignment: str) -> Path:
    """Where nbgrader keeps the graded notebook."""
    return root / AUTOGRADED / student / assignment / f"{assignment}.ipynb"


def mark_of(path: Path) -> dict[str, str]:
    """The mark of a graded notebook; {} where there is none, or the file is not whole."""
    try:
        mark = Notebook.read(path).metadata.get(MARK)
    except (OSError, NotebookError):
        return {}
    return mark if isinstance(mark, dict) else {}


def new_mark(hand_in: HandIn) -> dict[str, str]:
    return {"hand_in": hand_in.digest(), "ruler": ruler(hand_in.root, hand_in.assignment)}


def ruler(root: Path, assignment: str) -> str:
    """SHA-256 of all that decides points and words: the assignment's cells, its tasks, the checks and what they rest on."""
    total = hashlib.sha256()
    for cell in Notebook.read(root / "solutions" / assignment / f"{assignment}.ipynb").cells:
        total.update(
            json.dumps([cell.kind, cell.source, cell.metadata.get("nbgrader")], sort_keys=True).encode()
        )
    library = Path(__file__).resolve().parents[1]
    tasks = library / "tasks"
    folders = [library / room for room in _ROOMS]
    own = tasks / f"lesson_{assignment[:2]}"
    files = [path for folder in [*folders, own if own.is_dir() else tasks] for path in folder.rglob("*")]
    files += [*tasks.glob("*"), Path(__file__).with_name("nbgrader_plugins.py")]
    for path in sorted(set(files)):
        if path.suffix in (".py", ".toml"):
            total.update(path.relative_to(library).as_posix().encode())
            total.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return total.hexdigest()


def failures(root: Path) -> dict[str, dict[str, str]]:
    """Why runs failed that looked in order as files: assignment/student → {digest of the hand-in: reason}."""
    try:
        kept = json.loads((root / FAILURES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def remember_failure(hand_in: HandIn, reason: str) -> None:
    """Keep the reason for `report` and `feedback`; "" forgets it."""
    kept = failures(hand_in.root)
    kept.pop(_key(hand_in), None)
    if reason:
        kept[_key(hand_in)] = {hand_in.digest(): reason}
    path = hand_in.root / FAILURES
    if kept or path.exists():
        beside = path.with_suffix(".new")
        beside.write_text(json.dumps(kept, indent=1, sort_keys=True), encoding="utf-8")
        beside.replace(path)


def _key(hand_in: HandIn) -> str:
    return f"{hand_in.assignment}/{hand_in.student}"
