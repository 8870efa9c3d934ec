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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

MOST_CHARACTERS = 1_000_000
_BY_TEXT = {"getattr", "eval", "exec", "attrgetter", "methodcaller", "import_module", "__import__"}


def names_used(cells: Sequence[str], answer: str) -> frozenset[str] | None:
    """Every name that the last definition of `answer` uses; None where there is none, or no compiler takes it.

    `cells` are the code cells up to the check, in order. Counted are: attributes (`F.softplus` gives `softplus`),
    imported names under the name that they have at home (`import … as sp`), names that no cell defines, and words in
    texts where the code looks names up by text (`getattr`, `eval`). A name that a cell defines is followed: from
    inside a function to its last definition, else to the one that holds at that line. Local variables do not count.
    A cell that is no Python, but for lines of IPython, is passed over.
    """
    last = _bindings(cells)
    if answer not in last:
        return None
    found: set[str] = set()
    waiting, done = [last[answer]], set()
    while waiting:
        binding = waiting.pop()
        if id(binding) in done:
            continue
        done.add(id(binding))
        if isinstance(binding.node, str):
            found.update(binding.node.split("."))
            continue
        try:
            at_once, later, dotted = _names_in(binding.node)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
        found |= dotted
        for names, bound in ((at_once, binding.before), (later, last)):
            found |= {name for name in names if name not in bound}
            waiting += [bound[name] for name in names if name in bound]
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


@dataclass(frozen=True)
class _Binding:
    """What a name was bound to: the node of a definition or a value, or the dotted name of an import; and all before."""

    node: ast.AST | str
    before: Mapping[str, _Binding]


def _bindings(cells: Sequence[str]) -> dict[str, _Binding]:
    """Name → its last binding."""
    bound: dict[str, _Binding] = {}
    for cell in cells:
        tree = _parsed(cell)
        for statement in _statements(tree.body) if tree is not None else ():
            bound = {**bound, **{name: _Binding(node, bound) for name, node in _bound_by(statement)}}
    return bound


def _bound_by(node: ast.stmt) -> Iterator[tuple[str, ast.AST | str]]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name, node
    elif isinstance(node, ast.ImportFrom):
        yield from ((alias.asname or alias.name, alias.name) for alias in node.names if alias.name != "*")
    elif isinstance(node, ast.Import):
        yield from ((alias.asname or alias.name.split(".")[0], alias.name) for alias in node.names)
    elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            yield from ((one.id, node.value) for one in ast.walk(target) if isinstance(one, ast.Name))


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


def _names_in(node: ast.AST) -> tuple[set[str], set[str], set[str]]:
    """(global names that are looked up at once, those inside functions, attributes and names given as text)."""
    outer = _compiled(ast.Expression(node) if isinstance(node, ast.expr) else ast.Module([node], []))  # type: ignore[list-item]
    codes = {True: [outer], False: list(_inner(outer))}
    names: dict[bool, set[str]] = {True: set(), False: set()}
    dotted: set[str] = set()
    texts: set[str] = set()
    for at_once, code in ((key, code) for key, many in codes.items() for code in many):
        for step in dis.get_instructions(code):
            if step.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
                names[at_once].add(step.argval)
            elif step.opname.startswith(("LOAD_ATTR", "LOAD_METHOD", "LOAD_SUPER", "IMPORT_")):
                dotted.update(str(step.argval).split("."))
        texts.update(const for const in code.co_consts if isinstance(const, str))
    if (names[True] | names[False] | dotted) & _BY_TEXT:
        dotted |= {word for text in texts for word in re.findall(r"\w+", text)}
    return names[True], names[False], dotted


def _compiled(tree: ast.Module | ast.Expression) -> types.CodeType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return compile(tree, "<answer>", "eval" if isinstance(tree, ast.Expression) else "exec")


def _inner(code: types.CodeType) -> Iterator[types.CodeType]:
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            yield const
            yield from _inner(const)


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    used = names_used(asked["cells"], asked["answer"])
    json.dump(None if used is None else sorted(used), sys.stdout)
