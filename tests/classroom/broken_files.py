"""Files under a notebook's name that no grader can read, each with words of its reason, and some that it can."""

import copy
import json

import nbformat
from submissions import ROOT, right_notebook

RIGHT = nbformat.writes(right_notebook())
WHOLE = RIGHT.encode("utf-8")
OTHER = (ROOT / "exercises" / "02_slope_and_curvature" / "02_slope_and_curvature.ipynb").read_bytes()
SCRIPT = "# coding: utf-8\n# In[1]:\nimport torch\n"


def edited(edit):
    book = json.loads(RIGHT)
    edit(book)
    return json.dumps(book).encode("utf-8")


def marked(book, name):
    return next(
        cell for cell in book["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == name
    )


def copied(name, **changes):
    return edited(lambda book: book["cells"].append(copy.deepcopy(marked(book, name)) | changes))


def cell_changed(**changes):
    return edited(lambda book: book["cells"][3].update(changes))


def mark_changed(**changes):
    return edited(lambda book: marked(book, "01-gap")["metadata"]["nbgrader"].update(changes))


def conflict(text):
    lines = text.splitlines(keepends=True)
    return "".join(
        [
            *lines[:40],
            "<<<<<<< HEAD\n",
            *lines[40:42],
            "=======\n",
            *lines[40:42],
            ">>>>>>> main\n",
            *lines[42:],
        ]
    )


def in_format_3(book):
    cells = [{key: value for key, value in cell.items() if key != "id"} for cell in book["cells"]]
    for cell in cells:
        if cell["cell_type"] == "code":
            cell |= {"input": cell.pop("source"), "language": "python", "prompt_number": None}
    book.clear()
    book.update(
        nbformat=3, nbformat_minor=0, metadata={"name": ""}, worksheets=[{"cells": cells, "metadata": {}}]
    )


def without_ids(book):
    for cell in book["cells"]:
        del cell["id"]


def windows_lines_inside(book):
    for cell in book["cells"]:
        cell["source"] = "".join(cell["source"]).replace("\n", "\r\n")


BROKEN = {
    "empty": (b"", "empty (0 bytes)"),
    "blank": (b" \n\n", "empty (3 bytes)"),
    "zeros": (bytes(500), "500 zero bytes and nothing else"),
    "zeros behind": (WHOLE + bytes(100), "100 zero bytes"),
    "zeros inside": (WHOLE[:900] + bytes(20) + WHOLE[920:], "20 zero bytes"),
    "cut in a text": (WHOLE[: WHOLE.index(b"softplus") + 3], "stops in the middle"),
    "cut after a comma": (WHOLE[: WHOLE.rindex(b",") + 1], "stops in the middle"),
    "cut before the end": (WHOLE.rstrip()[:-1], "stops in the middle"),
    "cut in a letter": (WHOLE[: WHOLE.index("β".encode()) + 1], "stops in the middle"),
    "cut in a word": (b'{"cells": [], "collapsed": tr', "stops in the middle"),
    "cut in an escape": (b'{"cells": ["\\u03', "stops in the middle"),
    "mark of byte order": (b"\xef\xbb\xbf" + WHOLE, "byte-order mark (BOM)"),
    "UTF-16": (RIGHT.encode("utf-16"), "UTF-16"),
    "UTF-16 without a mark": (RIGHT.encode("utf-16-le"), "UTF-16"),
    "Latin-1": (RIGHT.replace("β", "é").encode("latin-1", "replace"), "not UTF-8: line"),
    "Windows-1252": (RIGHT.replace("β", "’").encode("cp1252", "replace"), "not UTF-8: line"),
    "conflict": (conflict(RIGHT).encode("utf-8"), "merge conflict of git (line 41: <<<<<<<)"),
    "conflict, Windows": (
        conflict(RIGHT).replace("\n", "\r\n").encode("utf-8"),
        "merge conflict of git (line 41",
    ),
    "script": (SCRIPT.encode(), "begins with '# coding: utf-8"),
    "web page": (b"<!DOCTYPE html>\n<html><body>01_meet_softplus</body></html>", "web page"),
    "a link, Windows": (b"[InternetShortcut]\r\nURL=https://example.org/x.ipynb\r\n", "is a link"),
    "a link, macOS": (b'<?xml version="1.0"?>\n<plist version="1.0"><dict/></plist>', "is a link"),
    "an address": (b"https://example.org/x.ipynb\n", "is a link"),
    "a pointer of LFS": (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n", "is a link"),
    "zip": (b"PK\x03\x04" + bytes(40), "an archive"),
    "PDF": (b"%PDF-1.7\n...", "a PDF"),
    "gzip": (b"\x1f\x8b\x08" + bytes(20), "compressed"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(20), "a picture"),
    "companion of macOS": (b"\x00\x05\x16\x07" + bytes(60), "macOS"),
    "words": (b"this is my homework, sorry for the format", "begins with 'this is my homework"),
    "list": (b"[1, 2]", "holds a list"),
    "number": (b"3", "holds a number"),
    "no cells": (b'{"a": 1}', "no list of cells"),
    "cells that are a number": (b'{"cells": 3}', "no list of cells"),
    "two files in one": (WHOLE + WHOLE, "more text follows (line"),
    "a lost comma": (WHOLE.replace(b'"metadata": {', b'"metadata" {', 1), "is no JSON"),
    "deep": (b"[" * 200_000, "nested too deep"),
    "format 3": (edited(in_format_3), "old format 3"),
    "format 5": (edited(lambda book: book.update(nbformat=5)), "format 5"),
    "no metadata": (edited(lambda book: book.pop("metadata")), "metadata are missing"),
    "unknown kind of cell": (
        cell_changed(cell_type="heading"),
        "Cell 4 of the notebook is damaged: its type is 'heading'",
    ),
    "cell without text": (cell_changed(source=None), "Cell 4 of the notebook is damaged: it has no text"),
    "cell without metadata": (cell_changed(metadata=None), "Cell 4 of the notebook is damaged: its metadata"),
    "copied answer": (
        copied("01-softplus-answer"),
        "A cell was copied: cells 10 and 25 both carry the mark 01-softplus-answer",
    ),
    "copied answer, other id": (copied("01-softplus-answer", id="abc"), "A cell was copied"),
    "copied check": (copied("01-softplus", id="abc"), "A cell was copied: cells 11 and 25"),
    "a cell of another notebook": (mark_changed(grade_id="99-other"), "carries the mark 99-other"),
    "another assignment": (OTHER, "notebook of another assignment: its cells belong to 02-corner"),
    "old marks": (mark_changed(schema_version=1), "version 1, expected 3"),
    "newer marks": (mark_changed(schema_version=9), "version 9, expected 3"),
    "half a mark": (mark_changed(grade_id=None), "mark for grading is incomplete"),
}
"""Name → (content, words of the reason)."""

GRADABLE = {
    "Windows line ends": WHOLE.replace(b"\n", b"\r\n"),
    "Windows line ends in the cells": edited(windows_lines_inside),
    "cells without ids": edited(without_ids),
    "format 4.4": edited(lambda book: (without_ids(book), book.update(nbformat_minor=4))),
    "a later 4": edited(lambda book: book.update(nbformat_minor=99)),
    "no marks at all": edited(lambda book: [cell.update(metadata={}) for cell in book["cells"]]),
    "a damaged output": edited(
        lambda book: marked(book, "01-gap").update(outputs=[{"output_type": "weird"}])
    ),
}
"""Name → content that must earn what the right notebook earns."""
