"""Which names an answer uses, read from the source of its notebook. The source is compiled, never run.

names_used(cells, "softplus")          in this process: for a learner's own code
names_used_apart(cells, "softplus")    in a process of its own: for strangers' code, which may crash the compiler

python -m course_lib.checks.judge.names    reads {"cells": […], "answer": "…"} and writes the names, as JSON
"""

from __future__ import annotations

import ast
import dis
import json
import re
import subprocess
import sys
import types
import warnings
from collections.abc import Iterator, Sequence

MOST_CHARACTERS = 1_000_000
_BY_TEXT = {"getattr", "eval", "exec", "attrgetter", "methodcaller", "import_module", "__import__"}


def names_used(cells: Sequence[str], answer: str) -> frozenset[str] | None:
    """Every name that the last definition of `answer` uses; None where there is none, or no compiler takes it.

    `cells` are the code cells up to the check, in order. Counted are: attributes (``F.softplus`` gives `softplus`),
    imported names under the name that they have at home (``import … as sp``), names that no cell defines, and words
    in texts where the code looks names up by text (`getattr`, `eval`). A name that a cell defines is followed to
    its last definition. Local variables do not count. A cell that is no Python, but for lines of IPython, is passed over.
    """
    bound = _bindings(cells)
    if answer not in bound:
        return None
    found: set[str] = set()
    waiting, done = [answer], set()
    while waiting:
        name = waiting.pop()
        if name in done:
            continue
        done.add(name)
        node = bound[name]
        if isinstance(node, str):
            found.update(node.split("."))
            continue
        try:
            plain, dotted = _names_in(node)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
        found |= dotted | {one for one in plain if one not in bound}
        waiting += [one for one in plain if one in bound]
    return frozenset(found)


def names_used_apart(cells: Sequence[str], answer: str, seconds: float = 10.0) -> frozenset[str] | None:
    """`names_used` in a process of its own; None also where that process crashes, or needs longer than `seconds`."""
    question = json.dumps({"cells": list(cells), "answer": answer})
    if len(question) > MOST_CHARACTERS:
        return None
    command = [sys.executable, "-m", "course_lib.checks.judge.names"]
    try:
        done = subprocess.run(command, input=question, capture_output=True, text=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return None
    names = json.loads(done.stdout) if done.returncode == 0 else None
    return None if names is None else frozenset(names)


def _bindings(cells: Sequence[str]) -> dict[str, ast.AST | str]:
    """Name → what it was last bound to: the node of a definition or a value, or the dotted name of an import."""
    bound: dict[str, ast.AST | str] = {}
    for cell in cells:
        tree = _parsed(cell)
        for node in _statements(tree.body) if tree is not None else ():
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                bound[node.name] = node
            elif isinstance(node, ast.ImportFrom):
                bound |= {alias.asname or alias.name: alias.name for alias in node.names if alias.name != "*"}
            elif isinstance(node, ast.Import):
                bound |= {alias.asname or alias.name.split(".")[0]: alias.name for alias in node.names}
            elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                names = [
                    one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)
                ]
                bound |= dict.fromkeys(names, node.value)
    return bound


def _parsed(cell: str) -> ast.Module | None:
    for text in (cell, re.sub(r"(?m)^\s*[%!?].*$", "pass", cell)):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
    return None


def _statements(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a cell in order, also those inside `if`, `try`, `with` and loops, but not inside functions."""
    for node in body:
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for field in ("body", "handlers", "orelse", "finalbody"):
                inner = getattr(node, field, [])
                yield from _statements([one for one in inner if isinstance(one, ast.stmt)] if inner else [])
                for handler in inner if field == "handlers" else []:
                    yield from _statements(handler.body)


def _names_in(node: ast.AST) -> tuple[set[str], set[str]]:
    """(global names, attributes and names given as text) in the code of one definition or value."""
    plain: set[str] = set()
    dotted: set[str] = set()
    texts: set[str] = set()
    for code in _codes(node):
        for step in dis.get_instructions(code):
            if step.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
                plain.add(step.argval)
            elif step.opname.startswith(("LOAD_ATTR", "LOAD_METHOD", "LOAD_SUPER", "IMPORT_")):
                dotted.update(str(step.argval).split("."))
        texts.update(const for const in code.co_consts if isinstance(const, str))
    if (plain | dotted) & _BY_TEXT:
        dotted |= {word for text in texts for word in re.findall(r"\w+", text)}
    return plain, dotted


def _codes(node: ast.AST) -> Iterator[types.CodeType]:
    """The code of a value, of a function with its decorators, or of the methods of a class; inner functions too."""
    expressions = [node] if isinstance(node, ast.expr) else list(getattr(node, "decorator_list", []))
    for expression in expressions:
        yield from _with_inner(_compiled(ast.Expression(expression)))  # type: ignore[arg-type]
    if isinstance(node, ast.stmt):
        outer = _compiled(ast.Module([node], []))
        inner = [const for const in outer.co_consts if isinstance(const, types.CodeType)]
        if isinstance(node, ast.ClassDef):
            inner = [const for body in inner for const in body.co_consts if isinstance(const, types.CodeType)]
        for code in inner:
            yield from _with_inner(code)


def _compiled(tree: ast.Module | ast.Expression) -> types.CodeType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return compile(tree, "<answer>", "eval" if isinstance(tree, ast.Expression) else "exec")


def _with_inner(code: types.CodeType) -> Iterator[types.CodeType]:
    yield code
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            yield from _with_inner(const)


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    used = names_used(asked["cells"], asked["answer"])
    json.dump(None if used is None else sorted(used), sys.stdout)
