"""The author's tool: what it stores, what it refuses to store, what --check finds."""

import json
from pathlib import Path

import nbformat
import nbformat.v4 as nb
import pytest
import run_notebook

PATH = Path(run_notebook.__file__)


def write(path, *sources, tags=()):
    notebook = nb.new_notebook(
        cells=[nb.new_code_cell(source, metadata={"tags": list(tags)}) for source in sources]
    )
    notebook.metadata.update(
        widgets={"state": {}}, language_info={"name": "python", "version": "3.0.0"}, vscode={}
    )
    nbformat.write(notebook, path)
    return path


def test_it_stores_outputs_and_nothing_volatile(tmp_path, capsys):
    path = write(
        tmp_path / "a.ipynb",
        "import os, sys\nprint(os.listdir(os.environ['COURSE_DATA']))\nprint('again')",
        "import ipywidgets\nipywidgets.IntSlider(3)",
        tags=["worked"],
    )
    assert run_notebook.main([str(path)]) == 0
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert stored["metadata"] == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    first, second = stored["cells"]
    assert [first["execution_count"], second["execution_count"]] == [1, 2]
    assert first["metadata"] == {"tags": ["worked"]}
    assert "".join(first["outputs"][0]["text"]) == "[]\nagain\n"
    assert list(second["outputs"][0]["data"]) == ["text/plain"]
    assert "2 code cells" in capsys.readouterr().out


def test_no_place_of_this_machine_is_stored(tmp_path):
    journal = "import os\nprint(os.environ['COURSE_DATA'])"
    path = write(tmp_path / "a.ipynb", journal, f"{{'here': {str(PATH)!r}}}")
    run_notebook.main([str(path)])
    stored = json.loads(path.read_text(encoding="utf-8"))
    printed = [
        "".join(cell["outputs"][0].get("text") or cell["outputs"][0]["data"]["text/plain"])
        for cell in stored["cells"]
    ]
    assert all("…" in text and str(PATH.parents[1]) not in text for text in printed), printed


def test_a_second_run_changes_no_byte(tmp_path):
    path = write(tmp_path / "a.ipynb", "print(1)", "2")
    run_notebook.main([str(path)])
    once = path.read_bytes()
    run_notebook.main([str(path)])
    assert path.read_bytes() == once


def test_a_notebook_that_fails_stays_as_it_was(tmp_path, capsys):
    path = write(tmp_path / "a.ipynb", "print(1)", "1 / 0")
    before = path.read_bytes()
    assert run_notebook.main([str(path)]) == 1
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_check_tells_unstable_from_old(tmp_path, capsys):
    path = write(tmp_path / "a.ipynb", "import time\nprint(time.time_ns())", "print(2)", "print(object())")
    run_notebook.main([str(path)])
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[1].outputs[0].text = "1\n"
    nbformat.write(notebook, path)
    before = path.read_bytes()
    capsys.readouterr()
    assert run_notebook.main(["--check", str(path)]) == 1
    printed = capsys.readouterr().out
    assert "two runs differ in cells [0]" in printed  # not cell 2: an address is no difference
    assert "stored outputs are old in cells [1]" in printed
    assert path.read_bytes() == before


def test_check_does_not_mind_the_order_of_keys_in_a_json_output(tmp_path, capsys):
    shown = "from IPython.display import display\ndisplay({'application/json': {'b': 1, 'a': 2}}, raw=True)"
    path = write(tmp_path / "a.ipynb", shown)
    run_notebook.main([str(path)])
    assert run_notebook.main(["--check", str(path)]) == 0, capsys.readouterr().out


def test_text_and_back(tmp_path):
    path = write(tmp_path / "a.ipynb", "print(1)", tags=["figure"])
    assert run_notebook.main(["--to-text", str(tmp_path / "text"), str(path)]) == 0
    text = tmp_path / "text" / "a.py"
    text.write_text(text.read_text(encoding="utf-8").replace("print(1)", "print(3)"), encoding="utf-8")
    assert run_notebook.main(["--from-text", str(tmp_path / "text"), str(path)]) == 0
    cells = nbformat.read(path, as_version=4).cells
    assert [cell.source for cell in cells] == ["print(3)"]
    assert cells[0].outputs[0].text == "3\n" and cells[0].metadata.tags == ["figure"]


def as_text(path, folder):
    """A committed notebook copied to `folder` and written as text there: (copy, text file)."""
    copy = folder / path.name
    copy.write_bytes(path.read_bytes())
    run_notebook.to_text(copy, folder)
    return copy, folder / f"{path.stem}.py"


@pytest.mark.parametrize(
    "name", ["notebooks/01_meet_softplus", "solutions/01_meet_softplus/01_meet_softplus"]
)
def test_text_that_nobody_changed_gives_the_same_notebook(tmp_path, name):
    path = PATH.parents[1] / f"{name}.ipynb"
    copy, _ = as_text(path, tmp_path)
    run_notebook.from_text(copy, tmp_path)
    assert copy.read_bytes() == path.read_bytes()


def test_a_change_in_the_text_changes_its_cell_alone(tmp_path):
    """Ids, tags and nbgrader's marks of all cells stay, and the outputs of every cell whose code is the same."""
    path = PATH.parents[1] / "solutions/01_meet_softplus/01_meet_softplus.ipynb"
    copy, text = as_text(path, tmp_path)
    text.write_text(
        text.read_text(encoding="utf-8").replace("import math\n", "import math  # π\n", 1), encoding="utf-8"
    )
    run_notebook.from_text(copy, tmp_path)
    old, new = nbformat.read(path, as_version=4).cells, nbformat.read(copy, as_version=4).cells
    assert [(cell.id, cell.metadata) for cell in new] == [(cell.id, cell.metadata) for cell in old]
    changed = [one for one, other in zip(old, new, strict=True) if one != other]
    assert len(changed) == 1 and changed[0].source.startswith("import math\n")


@pytest.mark.parametrize("arguments", [["nowhere.ipynb"], [str(PATH)], []])
def test_what_is_no_notebook_is_refused(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        run_notebook.main(arguments)
    assert stopped.value.code == 2
