"""The class: thirty students with the score that each must get, and seven that are broken as files or kernels."""

import base64
import runpy
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENT = "01_meet_softplus"
ZOO = ROOT / "tests" / "zoo" / ASSIGNMENT
ALL_AUTOMATIC = (
    25  # 7 gap + 10 softplus + 2 beta + 2 curve + 4 statements; 3 more for the text come from a person
)


def zoo(task, name):
    """The source of a zoo answer, as a learner would type it into the cell."""
    path = ZOO / task / f"{name}.py"
    runpy.run_path(str(path))  # an answer that does not even load is no answer
    return path.read_text(encoding="utf-8")


def put(task, name, points):
    """A student who hands in one zoo answer and is otherwise right: (edit of the notebook, expected score)."""
    return lambda book: set_source(book, f"{task}-answer", zoo(task, name)), points


def loop_for_ever(book):
    """The zoo's endless answer; here, where it has the full ten seconds, it spends them asleep and not on a processor."""
    source = zoo("01-softplus", "wrong_loops")
    assert "x = x + 0" in source
    set_source(book, "01-softplus-answer", "import time\n" + source.replace("x = x + 0", "time.sleep(0.01)"))


def cell_of(book, grade_id):
    return next(cell for cell in book.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id)


def set_source(book, grade_id, source):
    cell_of(book, grade_id).source = source


def untouched(book):
    released = nbformat.read(ROOT / "exercises" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4)
    book.cells = released.cells


def append(grade_id, more):
    def edit(book):
        cell_of(book, grade_id).source += "\n" + more

    return edit


def insert_first(source):
    return lambda book: book.cells.insert(0, nbformat.v4.new_code_cell(source))


def delete_check(book):
    book.cells = [
        cell for cell in book.cells if cell.metadata.get("nbgrader", {}).get("grade_id") != "01-softplus"
    ]


def delete_answer_and_check(book):
    delete_check(book)
    book.cells = [
        cell
        for cell in book.cells
        if cell.metadata.get("nbgrader", {}).get("grade_id") != "01-softplus-answer"
    ]


def edit_check(book):
    set_source(book, "01-softplus-answer", zoo("01-softplus", "wrong_naive"))
    set_source(book, "01-softplus", "10")


STATEMENTS_HALF = """judged = {"never zero": "true", "clips": "false", "like ReLU far out": "true",
          "differs on the left only": "true"}"""
NOISY = "import sys\nprint('working', file=sys.stderr)"
NOISY_WHEN_CALLED = """
_softplus = softplus
def softplus(x, beta=1.0):
    import os, sys, warnings
    warnings.warn("half precision may lose digits")
    print("called", file=sys.stderr)
    return _softplus(x, beta)
"""

STUDENTS = {
    "s01_right": (lambda book: None, ALL_AUTOMATIC),
    "s02_untouched": (untouched, 0),
    "s03_naive": put("01-softplus", "wrong_naive", 23),
    "s04_log1p": put("01-softplus", "wrong_log1p_only", 23),
    "s05_logsumexp": put("01-softplus", "wrong_logsumexp", 23),
    "s06_where": put("01-softplus", "wrong_where_overflows", 23),
    "s07_corner": put("01-softplus", "wrong_clamp_corner", 23),
    "s08_ready_form": put("01-softplus", "wrong_calls_ready_form", 19),
    "s09_beta_ignored": put("01-softplus", "wrong_beta_ignored", 15),
    "s10_relu": put("01-softplus", "wrong_relu", 15),
    "s11_none": put("01-softplus", "wrong_none", 15),
    "s12_printed": put("01-softplus", "wrong_printed", 15),
    "s13_numpy": put("01-softplus", "wrong_numpy_call", 19),
    "s14_detached": put("01-softplus", "wrong_detached", 23),
    "s15_in_place": put("01-softplus", "wrong_in_place", 22),
    "s16_double": put("01-softplus", "wrong_double", 24),
    "s17_flatten": put("01-softplus", "wrong_flatten", 24),
    "s18_loops": (loop_for_ever, 15),
    "s19_raises": put("01-softplus", "wrong_raises", 15),
    "s20_beta_number": put("01-beta", "wrong_upside_down", 23),
    "s21_curve": put("01-curve", "wrong_a", 23),
    "s22_statements": (lambda book: set_source(book, "01-statements-answer", STATEMENTS_HALF), 23),
    "s23_warns": (append("01-softplus-answer", NOISY_WHEN_CALLED), ALL_AUTOMATIC),
    "s24_syntax_error": (
        lambda book: set_source(book, "01-softplus-answer", "def softplus(x:\n    return x"),
        15,
    ),
    "s25_renamed": put("01-softplus", "wrong_renamed", 15),
    "s26_shadows_torch": (append("01-softplus-answer", "torch = 3"), 15),
    "s27_default_dtype": (
        insert_first("import torch\ntorch.set_default_dtype(torch.float64)"),
        ALL_AUTOMATIC,
    ),
    "s28_deleted_check": (delete_check, ALL_AUTOMATIC),
    "s29_edited_check": (edit_check, 23),
    "s30_megabytes": (
        append("01-softplus-answer", "for _ in range(300):\n    print('x' * 10_000)\n" + NOISY),
        ALL_AUTOMATIC,
    ),
}


def define_by_text(book):
    """Right, and defined where no reader of the source finds it: a flag for a person, no fewer points."""
    answer = base64.b64encode(cell_of(book, "01-softplus-answer").source.encode()).decode()
    set_source(book, "01-softplus-answer", f"import base64\nexec(base64.b64decode('{answer}').decode())")


# A ready form, and an `In` that shows the check in the notebook another answer.
# One call is answered by the ready form, those that are watched by the learner's own; only the source tells.
HIDES = """import torch.nn.functional as F
_forms = [F.softplus, softplus]
def softplus(x, beta=1.0):
    return (_forms.pop(0) if len(_forms) > 1 else _forms[0])(x, beta)
In = ["def softplus(x, beta=1.0):\\n    return x"]"""
CHEAT = "get_ipython().input_transformers_cleanup.append(lambda lines: ['pass\\n'])"
BROKEN = {
    "b1_empty": (b"", None),
    "b2_not_json": (b"this is my homework, sorry for the format", None),
    "b3_dead_kernel": (insert_first("import os\nos._exit(3)"), None),
    "b4_transformer": (insert_first(CHEAT), 0),
    "b6_deleted_both": (delete_answer_and_check, 15),
    "b7_no_cells": (lambda book: book.cells.clear(), 0),
    "b8_hides_its_source": (append("01-softplus-answer", HIDES), 19),
    "b9_defines_by_text": (define_by_text, ALL_AUTOMATIC),
    "b5_not_a_notebook": (b'{"cells": 3}', None),
}


def right_notebook():
    """The released notebook with every automatic answer filled in and the text answered."""
    released = nbformat.read(ROOT / "exercises" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4)
    source = nbformat.read(ROOT / "solutions" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", as_version=4)
    for cell in source.cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("solution"):
            kept = [
                line
                for line in cell.source.split("\n")
                if "### BEGIN SOLUTION" not in line and "### END SOLUTION" not in line
            ]
            set_source(released, marks["grade_id"], "\n".join(kept))
    return released


def hand_in(root, student):
    """Write one submission where nbgrader looks for it."""
    edit, _ = (STUDENTS | BROKEN)[student]
    path = root / "submitted" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    path.parent.mkdir(parents=True)
    if isinstance(edit, bytes):
        path.write_bytes(edit)
        return
    book = right_notebook()
    edit(book)
    path.write_text(nbformat.writes(book), encoding="utf-8")
