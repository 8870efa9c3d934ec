"""Cells tagged `plot` are folded in the learner's copy: they only draw, and say so in their first line."""

import ast
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
IN_VIEW = ("experiment", "hook", "claim", "predict", "quiz", "retrieval", "exit")  # never folded
SHOWN = {
    "compare",
    "show_claim",
    "predict",
    "quiz",
    "recall",
    "print",
    "check",
}  # never called in a folded cell


def cells(path):
    """(tags, source) of the code cells."""
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [
        (cell["metadata"].get("tags", []), "".join(cell["source"]))
        for cell in found
        if cell["cell_type"] == "code"
    ]


def names(source, context):
    tree = ast.parse(source)
    found = {
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, context)
    }
    if context is ast.Store:
        found = {node.id for one in tree.body for node in ast.walk(one)
                 if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
                 and not isinstance(one, ast.FunctionDef)}  # fmt: skip
        found |= {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}
    return found


def problems(code_cells):
    found = []
    for number, (tags, source) in enumerate(code_cells):
        if "plot" not in tags:
            continue
        if not source.startswith("# Plot: "):
            found.append("no first line that says what is drawn")
        found += [f"tagged {tag} too" for tag in tags if tag.split(":")[0] in IN_VIEW]
        calls = {node.func.id for node in ast.walk(ast.parse(source))
                 if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}  # fmt: skip
        found += [f"calls {name}" for name in sorted(calls & SHOWN)]
        made = names(source, ast.Store)
        for _, later in (cell for cell in code_cells[number + 1 :] if "plot" not in cell[0]):
            used = names(later, ast.Load) - names(later, ast.Store)
            found += [f"makes {name}, which a cell in view needs" for name in sorted(made & used)]
    return found


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_folded_cells_only_draw(path):
    assert problems(cells(path)) == []


DRAWS = (["figure", "plot"], "# Plot: a line\nfig, ax = new_figure()\nshow(fig)")


@pytest.mark.parametrize(
    ("code_cells", "expected"),
    [
        ([DRAWS], []),
        ([DRAWS, (["figure"], "fig, ax = new_figure()\nshow(fig)")], []),
        ([(["plot"], "fig, ax = new_figure()")], ["no first line that says what is drawn"]),
        ([(["plot", "experiment:P1"], "# Plot: a line\nshow(fig)")], ["tagged experiment:P1 too"]),
        ([(["plot"], "# Plot: a line\nprint(1)")], ["calls print"]),
        (
            [(["plot"], "# Plot: a line\ngap = 1"), ([], "print(gap)")],
            ["makes gap, which a cell in view needs"],
        ),
        ([(["plot"], "# Plot: a line\ngap = 1"), (["plot"], "# Plot: b\nshow(gap)")], []),
    ],
)
def test_a_cell_that_hides_more_is_found(code_cells, expected):
    assert problems(code_cells) == expected
