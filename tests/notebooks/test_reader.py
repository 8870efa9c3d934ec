"""The one reader of notebooks: what it gives, against nbformat, and what it refuses."""

import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from course_lib.notebooks import Notebook, NotebookError

ROOT = Path(__file__).resolve().parents[2]
COMMITTED = sorted(path for folder in ("notebooks", "solutions") for path in (ROOT / folder).rglob("*.ipynb"))
COMMITTED = [path for path in COMMITTED if ".ipynb_checkpoints" not in path.parts]


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_it_reads_what_nbformat_reads(path):
    ours, theirs = Notebook.read(path), nbformat.read(path, as_version=4)
    assert len(ours.cells) == len(theirs.cells) and ours.metadata == theirs.metadata
    for index, (cell, node) in enumerate(zip(ours.cells, theirs.cells, strict=True)):
        assert (cell.index, cell.kind, cell.source, cell.id) == (index, node.cell_type, node.source, node.id)
        assert (cell.metadata, list(cell.tags)) == (node.metadata, node.metadata.get("tags", []))
        assert cell.execution_count == node.get("execution_count")
        for output, other in zip(cell.outputs, node.get("outputs", []), strict=True):
            assert (output.kind, output.text, output.data) == (
                other.output_type,
                other.get("text", ""),
                other.get("data", {}),
            )


def test_lines_come_in_one_piece_and_other_contents_as_they_are():
    outputs = [
        {"output_type": "stream", "name": "stderr", "text": ["a\n", "b"]},
        {"output_type": "error", "ename": "ValueError", "evalue": "x", "traceback": []},
        {"output_type": "display_data", "data": {"text/plain": ["c\n", "d"], "application/json": [1, "e"]}},
    ]
    cell = {
        "cell_type": "code",
        "source": ["x = 1\n", "y = 2"],
        "metadata": {"tags": ["figure"]},
        "outputs": outputs,
    }
    (read,) = Notebook.from_json({"cells": [cell]}).cells
    assert (read.source, read.tags) == ("x = 1\ny = 2", ("figure",))
    stream, error, display = read.outputs
    assert (stream.name, stream.text, error.name) == ("stderr", "a\nb", "ValueError")
    assert display.data == {"text/plain": "c\nd", "application/json": [1, "e"]}


def test_a_reader_that_writes_again_has_the_file_as_it_stands():
    content = {"cells": [{"cell_type": "raw", "source": "x", "own": 1}], "nbformat": 4, "own": 2}
    assert Notebook.parse(json.dumps(content).encode(), "a").json == content


@pytest.mark.parametrize(
    "content, fault",
    [
        (b"", "Expecting value"),
        (b"{no", "line 1"),
        (b"\xff\xfe", "utf-8"),
        (b"[" * 100_000, "recursion"),
        (b"[]", "no list of cells"),
        (b'{"cells": 3}', "no list of cells"),
        (b'{"worksheets": []}', "no list of cells"),
        (b'{"cells": [], "metadata": []}', "its metadata are no mapping"),
        (b'{"cells": [3]}', "cell 0"),
        (b'{"cells": [{"cell_type": "code"}]}', "cell 0 has no 'source'"),
        (b'{"cells": [{"cell_type": "raw", "source": ""}, {"source": ""}]}', "cell 1 has no 'cell_type'"),
        (
            b'{"cells": [{"cell_type": "code", "source": 3}]}',
            "expected a text or a list of its lines, got int",
        ),
        (b'{"cells": [{"cell_type": "code", "source": [3]}]}', "got list"),
        (b'{"cells": [{"cell_type": "code", "source": "", "metadata": []}]}', "cell 0"),
        (b'{"cells": [{"cell_type": "code", "source": "", "outputs": [{}]}]}', "cell 0 has no 'output_type'"),
        (b'{"cells": [{"cell_type": "code", "source": "", "outputs": 1}]}', "cell 0"),
    ],
)
def test_a_damaged_file_is_named_with_its_fault(tmp_path, content, fault):
    path = tmp_path / "01_meet.ipynb"
    path.write_bytes(content)
    with pytest.raises(NotebookError) as refused:
        Notebook.read(path)
    message = str(refused.value)
    assert message.startswith(f"{path} is not a notebook (") and fault in message and "save it" in message


def test_it_starts_without_nbformat():
    code = "import sys, course_lib.notebooks; sys.exit('nbformat' in sys.modules or 'torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
