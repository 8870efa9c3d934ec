"""Why a file cannot be graded as a notebook: the true reason, found by looking at its bytes, with what to do.

`fault(content, assignment, marks)` returns one or two sentences for the student, or "" where nothing is wrong. Nothing of
the file runs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from typing import Any

KEEP = "Hand in the .ipynb that Jupyter saves."
AGAIN = "Open your notebook in Jupyter, save it (Ctrl-S), and hand it in again."
_OTHER_FILES = (
    (b"PK\x03\x04", "an archive (such as .zip or .docx)"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a compressed file (.gz)"),
    (b"7z\xbc\xaf", "an archive (.7z)"),
    (b"Rar!", "an archive (.rar)"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"{\\rtf", "a formatted text (RTF)"),
    (b"\x00\x05\x16\x07", "the companion that macOS writes beside a file (its name begins with ._)"),
)
_LINK = re.compile(r"\[InternetShortcut\]|https?://\S+\s*\Z|version https://git-lfs|.*<plist", re.DOTALL)
_CONFLICT = re.compile(r"^(<{7}|>{7})(?= |$)", re.MULTILINE)
_CELL_KINDS = ("code", "markdown", "raw")
_SCHEMA = 3  # of nbgrader's marks, as the course hands them out


def fault(content: bytes, assignment: str, marks: Collection[str]) -> str:
    """What keeps this file from being graded. `marks` are the ids of the assignment's cells."""
    return _fault_of_bytes(content) or _fault_of_text(content.decode("utf-8"), assignment, marks)


def _fault_of_bytes(content: bytes) -> str:
    if not content.strip():
        return f"The file is empty ({len(content)} bytes). {AGAIN}"
    if not content.strip(b"\0"):
        return f"The file holds {len(content)} zero bytes and nothing else: a disk or an upload has broken it. {AGAIN}"
    for begin, kind in _OTHER_FILES:
        if content.startswith(begin):
            return f"The file is no notebook but {kind}, under a notebook's name. {KEEP}"
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"{\0", b"\0{")):
        return f"The file is saved as UTF-16, as some editors do; a notebook is UTF-8. {AGAIN}"
    if content.startswith(b"\xef\xbb\xbf"):
        return (
            "The file begins with a byte-order mark (BOM), which an editor has put there; a notebook has none. "
            "Save it as UTF-8 without BOM, or hand in the .ipynb as Jupyter saved it."
        )
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            return _cut_off(content.decode("utf-8", "ignore"))
        line = content.count(b"\n", 0, error.start) + 1
        return (
            f"The file is not UTF-8: line {line} holds the byte 0x{content[error.start]:02x}. An editor has saved it in "
            "another encoding, such as Latin-1 or Windows-1252. Save it as UTF-8, or hand in the .ipynb as Jupyter "
            "saved it."
        )
    return ""


def _fault_of_text(text: str, assignment: str, marks: Collection[str]) -> str:
    try:
        book = json.loads(text)
    except json.JSONDecodeError as error:
        return _fault_of_json(text, error)
    except RecursionError:
        return f"The file is nested too deep for a notebook. {KEEP}"
    except ValueError as error:
        return f"The file cannot be read: {error}. {AGAIN}"
    return _fault_of_book(book, assignment, marks)


def _fault_of_json(text: str, error: json.JSONDecodeError) -> str:
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        return (
            f"The file holds an unsolved merge conflict of git (line {line}: {conflict[1]}). Choose one of the two "
            "versions, open the notebook in Jupyter, and hand it in again."
        )
    begin = text.lstrip()
    shown = " ".join(begin[:60].split())[:40]
    if _LINK.match(begin[:2000]):
        return f"The file is a link (it begins with {shown!r}), not the notebook itself. {KEEP}"
    if begin.startswith("<"):
        return f"The file is a web page or XML (it begins with {shown!r}): an export or a saved page. {KEEP}"
    if not begin.startswith(("{", "[")):
        return (
            f"The file is text but no notebook (it begins with {shown!r}): a notebook begins with {{. "
            "Hand in the .ipynb that Jupyter saves, not a script or another export."
        )
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return (
            f"The file holds {text.count(chr(0))} zero bytes (the first in line {line}): "
            f"a disk or an upload has broken it. {AGAIN}"
        )
    if _ends_early(text, error):
        return _cut_off(text)
    if error.msg == "Extra data":
        return f"After the end of the notebook more text follows (line {error.lineno}). {AGAIN}"
    return (
        f"The file is damaged: line {error.lineno}, column {error.colno} is no JSON ({error.msg}). "
        "It was changed outside Jupyter. Take the handed-out file again and copy your answers into it."
    )


def _ends_early(text: str, error: json.JSONDecodeError) -> bool:
    """Whether the reader wanted more where the file stops: in a text, after a comma, in the middle of a word."""
    rest = text[error.pos :].strip()
    words = ("true", "false", "null", "-")
    return (
        error.msg.startswith("Unterminated string")
        or any(word.startswith(rest) for word in words)
        or (error.msg.startswith("Invalid \\") and len(rest) < 7)
    )


def _cut_off(text: str) -> str:
    lines = text.count("\n") + 1
    return f"The file stops in the middle (line {lines}): the upload or the saving was cut off. {AGAIN}"


def _fault_of_book(book: Any, assignment: str, marks: Collection[str]) -> str:
    if not isinstance(book, dict):
        return f"The file is JSON, but not a notebook: it holds a {_kind(book)}. {KEEP}"
    version = book.get("nbformat", 4)
    if "worksheets" in book or (isinstance(version, int) and version < 4):
        return f"The notebook is saved in the old format {version} (the course uses format 4). {AGAIN}"
    if version != 4:
        return f"The notebook has the format {version!r}; the course reads format 4. {AGAIN}"
    cells = book.get("cells")
    if not isinstance(cells, list):
        return f"The file is JSON, but not a notebook: it has no list of cells. {KEEP}"
    if not isinstance(book.get("metadata"), dict):
        return f"The notebook is damaged: its metadata are missing. {AGAIN}"
    for number, cell in enumerate(cells, 1):
        if why := _fault_of_cell(cell):
            return (
                f"Cell {number} of the notebook is damaged: {why}. The file was changed outside Jupyter. "
                "Take the handed-out file again and copy your answers into it."
            )
    return _fault_of_marks(cells, assignment, marks)


def _kind(value: Any) -> str:
    return {list: "list", str: "text", type(None): "null", bool: "bool"}.get(type(value), "number")


def _fault_of_cell(cell: Any) -> str:
    if not isinstance(cell, dict):
        return f"it is a {_kind(cell)}"
    if cell.get("cell_type") not in _CELL_KINDS:
        return f"its type is {cell.get('cell_type')!r}, expected code, markdown or raw"
    source = cell.get("source")
    if not isinstance(source, str) and not (
        isinstance(source, list) and all(isinstance(line, str) for line in source)
    ):
        return "it has no text" if source is None else "its text is no text"
    if not isinstance(cell.get("metadata"), dict):
        return "its metadata are missing"
    if cell["cell_type"] == "code" and not isinstance(cell.get("outputs"), list):
        return "it has no list of outputs"
    return _fault_of_mark(cell["metadata"])


def _fault_of_mark(metadata: dict[str, Any]) -> str:
    if "nbgrader" not in metadata:
        return ""
    mark = metadata["nbgrader"]
    if not isinstance(mark, dict):
        return f"its mark for grading is a {_kind(mark)}"
    version = mark.get("schema_version")
    if version != _SCHEMA:
        return f"its mark for grading has the version {version!r}, expected {_SCHEMA}"
    flags = ("grade", "solution", "locked")
    if not all(isinstance(mark.get(flag), bool) for flag in flags) or not isinstance(
        mark.get("grade_id"), str
    ):
        return "its mark for grading is incomplete"
    if mark["grade"] and not isinstance(mark.get("points"), int | float):
        return "its mark for grading has no points"
    return ""


def _fault_of_marks(cells: list[Any], assignment: str, marks: Collection[str]) -> str:
    where: dict[str, int] = {}
    foreign: list[tuple[int, str]] = []
    copied: list[tuple[int, int, str]] = []
    for number, cell in enumerate(cells, 1):
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if name is None:
            continue
        if name in where:
            copied.append((where[name], number, name))
        elif name not in marks:
            foreign.append((number, name))
        where.setdefault(name, number)
    if foreign and len(foreign) == len(where):
        return (
            f"This is the notebook of another assignment: its cells belong to {_listed(where)}, not to {assignment}. "
            f"Hand in {assignment}.ipynb."
        )
    if foreign:
        number, name = foreign[0]
        return (
            f"Cell {number} carries the mark {name}, which {assignment} does not have: it comes from another notebook or "
            "from an older version. Delete the cell, or copy your answers into the newest file."
        )
    if copied:
        first, second, name = copied[0]
        return (
            f"A cell was copied: cells {first} and {second} both carry the mark {name}, so it is not clear which one is "
            "the answer. Delete one of them and hand in again; for trials use a new cell."
        )
    return ""


def _listed(names: Collection[str]) -> str:
    ordered = sorted(names)
    return ", ".join(ordered[:2]) + (" …" if len(ordered) > 2 else "")
