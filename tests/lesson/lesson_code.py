"""The part of a lesson's code that its calls of some verbs need, taken from the notebook's own cells.

    python tests/lesson/lesson_code.py COMMIT > tests/lesson/fixtures/older_lessons.json

writes that part of all lessons as they were at COMMIT, for the verbs that a learner's older copy calls.
"""

import ast
import json
import subprocess
import symtable
import sys
from collections.abc import Collection, Iterator

from course_lib.terminal import accept_every_character

VERBS = ("explore", "predict", "quiz", "recall", "state", "check")


def lesson_code(notebook: str, verbs: Collection[str]) -> str:
    """The statements that call `verbs`, and those that these need, in their order. `notebook` is the text of an .ipynb.

    A statement is needed when it binds a name that a later statement of the result reads.
    """
    kept: list[str] = []
    wanted: set[str] = set()
    for statement in reversed(list(_statements(notebook))):
        bound, read = _names(statement)
        if _is_call(statement, verbs) or bound & wanted:
            wanted = (wanted - bound) | read
            kept.append(statement)
    return "\n".join(reversed(kept)) + "\n"


def _statements(notebook: str) -> Iterator[str]:
    for cell in json.loads(notebook)["cells"]:
        if cell["cell_type"] == "code":
            source = "".join(cell["source"])
            for node in ast.parse(source).body:
                yield ast.get_source_segment(source, node) or ""


def _is_call(statement: str, verbs: Collection[str]) -> bool:
    (node,) = ast.parse(statement).body
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Name)
        and node.value.func.id in verbs
    )


def _names(statement: str) -> tuple[set[str], set[str]]:
    """The global names that a statement binds, and those that it or a function in it reads."""
    top = symtable.symtable(statement, "statement", "exec")
    bound = {
        symbol.get_name() for symbol in top.get_symbols() if symbol.is_assigned() or symbol.is_imported()
    }
    read = {symbol.get_name() for symbol in top.get_symbols() if symbol.is_referenced()}
    tables = list(top.get_children())
    while tables:
        table = tables.pop()
        read |= {symbol.get_name() for symbol in table.get_symbols() if symbol.is_global()}
        tables += table.get_children()
    return bound, read


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], capture_output=True, check=True, encoding="utf-8")
    return done.stdout


if __name__ == "__main__":
    accept_every_character()
    commit = sys.argv[1]
    paths = _git("ls-tree", "--name-only", commit, "notebooks/").split()
    lessons = {path: lesson_code(_git("show", f"{commit}:{path}"), VERBS).splitlines() for path in paths}
    sys.stdout.reconfigure(encoding="utf-8")
    print(json.dumps({"commit": commit, "lessons": lessons}, indent=1, ensure_ascii=False))
