"""Cells with every verb pass nbval in strict mode, twice, and what they store is the same for every learner."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

CELLS = [
    "import numpy as np\nimport pandas as pd\n"
    "from course_lib.figures import describe, draw_curves, new_figure, update_curves\n"
    "from course_lib.lesson import Option, Question, Slider\n"
    "from course_lib.lesson import compare, explore, predict, progress, quiz, recall, show",
    "def measure(a):\n    x = np.linspace(0, 1, 11)\n    return pd.DataFrame({'x': x, 'y': a * x, 'curve': 'line'})\n\n\n"
    "def draw(frame, **values):\n    fig, ax = new_figure()\n    return fig, draw_curves(ax, frame, ylim=(0, 5))",
    "fig, _ = draw(measure(1.0))\n"
    "show(fig, alt=describe(fig.get_axes()) + ' The line ends where the slope says, at 1.', "
    "caption='A line of slope 1 ends at 1.')",
    "predict('01-P1', 'Where does the line end?', ['at 1', 'at 2'])",
    "compare('01-P1', f'it ends at {measure(2)[\"y\"].max():g}')",
    "explore(measure, draw, lambda artists, frame, a: update_curves(artists, frame), [Slider('a', 'slope', 1, 5, 2)],\n"
    "        lambda frame, a: f'The line ends at {frame.y.iloc[-1]:g}.',\n"
    "        alt='A straight line from 0 that ends where the slope "
    "slider says, for x from 0 to 1, y from 0 to 5.',\n        question='Where does the line end?')",
    "options = [Option('yes', 'The slope is the height after one step to the right.', True),\n"
    "           Option('no', 'That would be the slope of another line than this one.')]\n"
    "quiz('01-Q1', 'Is the slope the end?', options)",
    "recall('02-R1', [Question('01-Q1', 'Is the slope still the end?', options),\n"
    "                 Question('01-P1', 'Is the end still the slope?', options)])",
    "progress()",
]


def notebook():
    cells = [
        {
            "cell_type": "code",
            "id": f"c{n}",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": source,
        }
        for n, source in enumerate(CELLS)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def execute(path, journal):
    """Run the notebook in place as the authors do: outputs stored, no widget state."""
    code = (
        "import sys, nbformat; from nbclient import NotebookClient\n"
        "nb = nbformat.read(sys.argv[1], as_version=4)\n"
        "NotebookClient(nb, timeout=60, store_widget_state=False).execute()\n"
        "nbformat.write(nb, sys.argv[1])"
    )
    environment = {**os.environ, "COURSE_DATA": str(journal)}
    subprocess.run([sys.executable, "-c", code, str(path)], env=environment, cwd=path.parent, check=True)
    return json.loads(path.read_text(encoding="utf-8"))


def stored(notebook):
    """The outputs without the random model ids."""
    outputs = [output for cell in notebook["cells"] for output in cell["outputs"]]
    for output in outputs:
        output.get("data", {}).get("application/vnd.jupyter.widget-view+json", {}).pop("model_id", None)
    return outputs


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lesson")
    path = folder / "lesson.ipynb"
    path.write_text(json.dumps(notebook()), encoding="utf-8")
    return path, execute(path, folder / "empty journal")


def test_each_verb_stores_exactly_one_output_and_nothing_on_stderr(executed):
    _, content = executed
    kinds = [[output["output_type"] for output in cell["outputs"]] for cell in content["cells"]]
    assert kinds == [[], []] + [["display_data"]] * (len(CELLS) - 2)
    assert "widgets" not in content["metadata"]


def test_stored_outputs_are_the_same_for_a_learner_with_a_past(executed, tmp_path):
    from course_lib import journal

    path, content = executed
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_DATA", str(tmp_path / "journal"))
        journal.keep_prediction("01-P1", "at 2")
        journal.keep_answer("01-Q1", "no", False)
    copy = tmp_path / "lesson.ipynb"
    copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    assert stored(execute(copy, tmp_path / "journal")) == stored(content)


def test_strict_nbval_passes_twice(executed):
    path, _ = executed
    command = [
        sys.executable,
        "-m",
        "pytest",
        f"--rootdir={ROOT}",
        f"--confcutdir={path.parent}",
        "-q",
        "-p",
        "nbval_repairs",
        "--nbval",
        f"--nbval-sanitize-with={ROOT / 'nbval_sanitize.cfg'}",
        str(path),
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests" / "plugins")}
    for _ in range(2):
        done = subprocess.run(
            command, cwd=path.parent, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert f"{len(CELLS)} passed" in done.stdout


def test_a_changed_sentence_would_be_noticed(executed, tmp_path):
    path, _ = executed
    changed = json.loads(path.read_text(encoding="utf-8"))
    plain = changed["cells"][5]["outputs"][0]["data"]["text/plain"]
    changed["cells"][5]["outputs"][0]["data"]["text/plain"] = [
        line.replace("ends at 2", "ends at 3") for line in plain
    ]
    copy = tmp_path / "lesson.ipynb"
    copy.write_text(json.dumps(changed), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        f"--rootdir={tmp_path}",
        "--nbval",
        str(copy),
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "lesson.ipynb::Cell 5" in done.stdout
