"""The learner's copies: `my_course/`, outputs cleared, plotting code folded, made once, never overwritten.

Stored outputs would give every prediction away; code that only draws stands in the way of the experiment. An update of the
course must leave the learner's notes alone. So a small manifest notes what was handed out: a file that is still the same may
be refreshed; any other stays as it is, and the newer version gets a file of its own.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_lib.notebooks import Notebook, NotebookError
from course_lib.terminal import say

MANIFEST = ".handed_out.json"
MADE, KEPT, REFRESHED, BESIDE = "made", "kept", "refreshed", "beside"
_FOLDERS = ("notebooks", "exercises")
_FOLDED = "plot"  # the tag of a cell that only draws
_SKIPPED = {".ipynb_checkpoints", "__pycache__", ".DS_Store"}


@dataclass(frozen=True)
class Copy:
    """What happened to one file: `made`, `kept`, `refreshed`, or `beside` (a newer version in a file of its own)."""

    path: Path
    action: str


def make_copies(source: Path, target: Path) -> tuple[Copy, ...]:
    """Hand out everything in `source/notebooks` and `source/exercises` to `target`, in the same folders.

    Notebooks lose outputs, execution counts and widget state; cells tagged `plot` are folded. Called again: a file
    that the learner has not touched is refreshed, a touched one is kept and its newer version arrives once as
    `NAME_newer_version.ipynb`. A copy that was deleted is made again. Nothing half-written is left behind.
    Raises `FileNotFoundError` if `source` holds no lessons, `ValueError` if `target` is inside them.
    """
    source, target = Path(source), Path(target)
    found = list(_handouts(source))
    if not any(relative.parts[0] == "notebooks" for relative, _ in found):
        raise FileNotFoundError(
            f"make_copies: no notebooks in {source / 'notebooks'}. "
            "Its source is the course's own folder, the one with pyproject.toml."
        )
    for folder in _FOLDERS:
        if (source / folder).resolve() in (target.resolve(), *target.resolve().parents):
            raise ValueError(
                f"make_copies: the target {target} is inside {source / folder}. Choose a folder beside it."
            )
    manifest = _read_manifest(target)
    copies = []
    for relative, content in found:
        copies.append(_hand_out(relative, content, target, manifest))
        _write(target / MANIFEST, _json(manifest))
    return tuple(copies)


def copies_command(root: Path, target: Path | None = None) -> int:
    """`python -m course_lib copies`: make or refresh `root/my_course` and say what happened; 0 or 1."""
    try:
        copies = make_copies(root, target or root / "my_course")
    except (OSError, ValueError) as error:
        say(f"The copies were not made, or not all of them. {error}\n{_advice(error)}", file=sys.stderr)
        return 1
    for action, words in (
        (MADE, "made"),
        (REFRESHED, "refreshed (you had not changed them)"),
        (BESIDE, "newer version, beside your own file"),
    ):
        paths = [copy.path for copy in copies if copy.action == action]
        if paths:
            say(f"{words}: {', '.join(path.name for path in paths)}")
    kept = sum(copy.action == KEPT for copy in copies)
    if kept:
        say(f"kept as they are: {kept}")
    return 0


def _advice(error: OSError | ValueError) -> str:
    """What to do about an error of `make_copies`, on the command line."""
    if isinstance(error, PermissionError):
        return "Make that file or folder writable, or move it out of the way, and call the command again."
    if isinstance(error, FileExistsError | NotADirectoryError | IsADirectoryError):
        return "Something else stands there: move it out of the way, and call the command again."
    if isinstance(error, FileNotFoundError) and error.errno is None:  # ours: there are no lessons
        return "Call the command in the course's folder, the one with pyproject.toml."
    return "Mend that, and call the command again."


def _handouts(source: Path) -> Iterator[tuple[Path, bytes]]:
    """Each file to hand out with its content, as a path below `source`."""
    for folder in _FOLDERS:
        for path in sorted((source / folder).rglob("*")):
            relative = path.relative_to(source)
            if path.is_file() and not _SKIPPED.intersection(relative.parts):
                content = path.read_bytes()
                yield relative, cleared(content, path) if path.suffix == ".ipynb" else content


def _hand_out(relative: Path, content: bytes, target: Path, manifest: dict[str, Any]) -> Copy:
    """Put one file in its place, or beside the learner's; note it in the manifest."""
    name, digest = relative.as_posix(), _digest(content, relative)
    entry = manifest.setdefault(name, {})
    mine = target / relative
    if not mine.exists():
        _write(mine, content)
        entry.update({"version": digest, "file": digest})
        return Copy(mine, MADE)
    current = _digest(mine.read_bytes(), relative) if mine.is_file() else "a folder of the learner's"
    if digest in (current, entry.get("version")):
        entry.setdefault("version", digest)
        return Copy(mine, KEPT)
    if current == entry.get("file"):
        _write(mine, content)
        entry.update({"version": digest, "file": digest})
        return Copy(mine, REFRESHED)
    beside = _beside(mine, relative, entry)
    _write(beside, content)
    entry.update({"version": digest, "beside": {"name": beside.name, "file": digest}})
    return Copy(beside, BESIDE)


def _beside(mine: Path, relative: Path, entry: dict[str, Any]) -> Path:
    """Where a newer version goes: over an earlier one that the learner has not touched, else under a free name."""
    with contextlib.suppress(KeyError, TypeError, ValueError):  # a manifest that somebody edited
        path = mine.with_name(entry["beside"]["name"])
        if path.is_file() and _digest(path.read_bytes(), relative) == entry["beside"]["file"]:
            return path
    number, candidate = 1, mine.with_name(f"{mine.stem}_newer_version{mine.suffix}")
    while candidate.exists():
        number += 1
        candidate = mine.with_name(f"{mine.stem}_newer_version_{number}{mine.suffix}")
    return candidate


def cleared(content: bytes, path: Path) -> bytes:
    """A notebook without outputs, counts and widget state, its plotting code folded; as Jupyter itself would write it."""
    notebook = Notebook.parse(content, f"make_copies: {path}")
    notebook.json.get("metadata", {}).pop("widgets", None)
    for cell, written in zip(notebook.cells, notebook.json["cells"], strict=True):
        if cell.kind == "code":
            written["outputs"], written["execution_count"] = [], None
            metadata = written.setdefault("metadata", {})
            metadata.pop("execution", None)
            # JupyterLab and VS Code show such a cell as its first line; one click opens it, and it runs like any other.
            if _FOLDED in cell.tags:
                metadata["jupyter"] = {**metadata.get("jupyter", {}), "source_hidden": True}
    return _json(notebook.json)


def _digest(content: bytes, path: Path) -> str:
    """What counts as the same file: for a notebook its cells' kind, source and outputs, not what Jupyter adds on saving."""
    if path.suffix == ".ipynb":
        # If the learner's file is no notebook any more its bytes count, so it is left alone.
        with contextlib.suppress(NotebookError):
            content = _essence(Notebook.parse(content, str(path)))
    return hashlib.sha256(content).hexdigest()


def _essence(notebook: Notebook) -> bytes:
    written = zip(notebook.cells, notebook.json["cells"], strict=True)
    cells = [[cell.kind, cell.source, content.get("outputs", [])] for cell, content in written]
    return json.dumps(cells, ensure_ascii=False, sort_keys=True).encode("utf-8")


def _read_manifest(target: Path) -> dict[str, Any]:
    """What was handed out, by path. Without a readable manifest every existing file counts as the learner's own."""
    try:
        manifest = json.loads((target / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(manifest, dict):
        return {}
    return {name: entry for name, entry in manifest.items() if isinstance(entry, dict)}


def _json(data: Any) -> bytes:
    return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".copy-", delete=False) as stream:
        temporary = Path(stream.name)
        stream.write(content)
    try:
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
