"""Which names an answer uses, read from the source of its notebook. The source is compiled, never run.

names_used(cells, "softplus")          in this process: for a learner's own code
names_used_apart(cells, "softplus")    in a process of its own: for strangers' code, which may crash the compiler

python -I course_lib/notebooks/source_names.py    reads {"cells": […], "answer": "…"} and writes the names, as JSON
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
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

MOST_CHARACTERS = 1_000_000
_BY_TEXT = {
    *(
        "getattr",
        "__getattr__",
        "__getattribute__",
        "getattr_static",
        "getmembers",
        "attrgetter",
        "methodcaller",
    ),
    *("eval", "exec", "compile", "run_line_magic", "run_cell_magic"),
    *("__dict__", "vars", "globals", "locals", "modules", "import_module", "__import__"),
}
_RUN_TEXT = {"exec", "run_line_magic", "run_cell_magic"}


def names_used(cells: Sequence[str], answer: str) -> frozenset[str] | None:
    """Every name that the last definition of `answer` uses; None where there is none, or no compiler takes it.

    `cells` are the code cells up to the check, in order. Counted are: attributes (`F.softplus` gives `softplus`),
    imported names under the name that they have at home (`import … as sp`), names that no cell defines, and words in
    code-like texts where something looks names up by text (`getattr`, `eval`). Attributes of `self` do not count: what they
    hold was put there under its own name. A name that a cell defines is followed:
    from inside a function to its last definition, else to the one that holds at that line, and to what may have been
    added or chosen since (in a branch or loop, by `table["f"] = …` or `table.append(…)`, by a `global` statement). Local
    variables do not count. A cell that is no Python, but for lines of IPython, is passed over.
    """
    bound = _bindings(cells)
    if answer not in bound:
        return None
    found: set[str] = set()
    texts: set[str] = set()
    seen: set[int] = set()  # bindings by id, and nodes, which several names may share
    waiting = _holding(bound[answer], sys.maxsize, seen)
    while waiting:
        binding = waiting.pop()
        if isinstance(binding.node, str):
            found.update(binding.node.split("."))
            continue
        if id(binding.node) in seen:
            continue
        seen.add(id(binding.node))
        try:
            at_once, later, dotted, constants = _names_in(binding.node)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
        found |= dotted
        texts |= constants
        for names, line in ((at_once, binding.line), (later, sys.maxsize)):
            for name in names:
                held = bound.get(name, ())
                if held and held[0].line < line:
                    waiting += _holding(held, line, seen)
                else:
                    found.add(name)
    if found & _BY_TEXT:
        code = [text for text in texts if _parsed(text.strip()) is not None]
        found |= {word for text in code for word in re.findall(r"\w+", text)}
    return frozenset(found)


def names_used_apart(cells: Sequence[str], answer: str, seconds: float = 10.0) -> frozenset[str] | None:
    """`names_used` in a process of its own; None also where that process crashes, or needs longer than `seconds`."""
    question = json.dumps({"cells": list(cells), "answer": answer})
    if len(question) > MOST_CHARACTERS:
        return None
    command = [
        sys.executable,
        "-I",
        __file__,
    ]  # apart also from the folder and the settings in which it is called
    try:
        done = subprocess.run(command, input=question, capture_output=True, text=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return None
    names = json.loads(done.stdout) if done.returncode == 0 else None
    return None if names is None else frozenset(names)


@dataclass(frozen=True, eq=False)
class _Binding:
    """What a name was bound to: the node of a definition or a value, or the dotted name of an import.

    `line` counts the statements of all cells; with `adds` the name may still hold what it held before as well.
    """

    node: ast.AST | str
    line: int
    adds: bool


def _holding(bindings: Sequence[_Binding], line: int, seen: set[int]) -> list[_Binding]:
    """Those that may hold just before `line`, but for the ones already in `seen`, where they are noted."""
    found = []
    for place in range(bisect_left(bindings, line, key=lambda binding: binding.line) - 1, -1, -1):
        if id(bindings[place]) in seen:
            break  # and with it all before it that hold
        seen.add(id(bindings[place]))
        found.append(bindings[place])
        if not bindings[place].adds:
            break
    return found


def _bindings(cells: Sequence[str]) -> dict[str, list[_Binding]]:
    """Name → its bindings in order."""
    bound: dict[str, list[_Binding]] = {}
    trees = [tree for tree in map(_parsed, cells) if tree is not None]
    waiting = [(statement, False) for tree in reversed(trees) for statement in reversed(tree.body)]
    line = 0
    while waiting:
        statement, chosen = waiting.pop()
        line += 1
        for name, node, adds in _bound_by(statement):
            bound.setdefault(name, []).append(_Binding(node, line, adds or chosen))
        for name, node in _changed_by(statement):
            # A method of what a cell made may keep what it is given; a module's function does not.
            if name in bound and not isinstance(bound[name][-1].node, str):
                bound[name].append(_Binding(node, line, True))
        waiting += reversed([(inner, chosen or sure) for inner, sure in _inside(statement)])
    return bound


def _bound_by(node: ast.stmt) -> Iterator[tuple[str, ast.AST | str, bool]]:
    """(name, what it is bound to, whether it may still hold what it held before)."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name, node, False
        inner = (one for one in ast.walk(node) if isinstance(one, ast.Global))
        yield from ((name, node, True) for one in inner for name in one.names)
    elif isinstance(node, ast.ImportFrom):
        yield from (
            (alias.asname or alias.name, alias.name, False) for alias in node.names if alias.name != "*"
        )
    elif isinstance(node, ast.Import):
        yield from ((alias.asname or alias.name.split(".")[0], alias.name, False) for alias in node.names)
    elif isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign) and node.value is not None:
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            yield from _targets(target, node.value, isinstance(node, ast.AugAssign))
    elif isinstance(node, ast.For | ast.AsyncFor):
        yield from _targets(node.target, node.iter, True)
    elif isinstance(node, ast.With | ast.AsyncWith):
        for item in node.items:
            if item.optional_vars is not None:
                yield from _targets(item.optional_vars, item.context_expr, False)
    elif isinstance(node, ast.Match):
        caught = [one.name for one in ast.walk(node) if isinstance(one, ast.MatchAs | ast.MatchStar)]
        yield from ((name, node.subject, True) for name in caught if name)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and node.value.args:
        called = node.value.func
        if isinstance(called, ast.Name) and called.id == "setattr":
            yield from _targets(node.value.args[0], node.value, True)
    for part in ast.iter_child_nodes(node):
        if isinstance(part, ast.expr | ast.withitem):
            named = (one for one in ast.walk(part) if isinstance(one, ast.NamedExpr))
            yield from ((one.target.id, one.value, True) for one in named)


def _targets(target: ast.expr, value: ast.expr, adds: bool) -> Iterator[tuple[str, ast.AST, bool]]:
    """The names in a target; of `table["f"]` and `module.f` the first one, which keeps the rest of what it holds."""
    if isinstance(target, ast.Tuple | ast.List):
        for one in target.elts:
            yield from _targets(one, value, adds)
        return
    if isinstance(target, ast.Starred):
        target = target.value
    first = _first(target)
    if first is not None:
        yield first, value, adds or not isinstance(target, ast.Name)


def _first(node: ast.expr) -> str | None:
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def _changed_by(node: ast.stmt) -> Iterator[tuple[str, ast.AST]]:
    """(`table`, the call) of the statement `table.append(…)`."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        called = node.value.func
        name = _first(called) if isinstance(called, ast.Attribute) else None
        if name is not None:
            yield name, node.value


def _inside(node: ast.stmt) -> list[tuple[ast.stmt, bool]]:
    """The statements inside `if`, `try`, `with`, `match`, loops and texts that run, and whether they may be passed by."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return []
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and node.value.args:
        called, text = node.value.func, node.value.args[-1]
        name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
        if name in _RUN_TEXT and isinstance(text, ast.Constant) and isinstance(text.value, str):
            tree = _parsed(text.value)
            return [(inner, True) for inner in tree.body] if tree is not None else []
    certain = isinstance(node, ast.With | ast.AsyncWith)
    blocks = [node, *getattr(node, "handlers", ()), *getattr(node, "cases", ())]
    return [
        (inner, not certain)
        for field in ("body", "orelse", "finalbody")
        for block in blocks
        for inner in getattr(block, field, ())
    ]


def _parsed(cell: str) -> ast.Module | None:
    """The cell without its docstrings; None where it is no Python, but for lines of IPython."""
    plain = re.sub(r"(?m)^([ \t]*)%time[ \t]+(?=\S)", r"\1", cell)
    for text in (cell, re.sub(r"(?m)^[ \t]*[%!?].*$", "pass", plain)):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                node.value.value = None
        return tree
    return None


_ATTRIBUTE = ("LOAD_ATTR", "LOAD_METHOD", "LOAD_SUPER", "IMPORT_")


def _names_in(node: ast.AST) -> tuple[set[str], set[str], set[str], set[str]]:
    """(global names that are looked up at once, those inside functions, attributes, texts)."""
    outer = _compiled(ast.Expression(node) if isinstance(node, ast.expr) else ast.Module([node], []))  # type: ignore[list-item]
    codes = {True: [outer], False: list(_inner(outer))}
    names: dict[bool, set[str]] = {True: set(), False: set()}
    dotted: set[str] = set()
    texts: set[str] = set()
    for at_once, code in ((key, code) for key, many in codes.items() for code in many):
        before: object = ""
        for step in dis.get_instructions(code):
            if step.opname in ("LOAD_GLOBAL", "LOAD_NAME", "LOAD_FROM_DICT_OR_GLOBALS"):
                names[at_once].add(step.argval)
            elif before != "self" and step.opname.startswith(_ATTRIBUTE):
                dotted.update(str(step.argval).split("."))
            before = step.argval[-1] if isinstance(step.argval, tuple) and step.argval else step.argval
        texts |= set(_texts(code.co_consts))
    return names[True], names[False], dotted, texts


def _texts(constants: Iterable[object]) -> Iterator[str]:
    """The texts among constants, also those in folded tuples and sets."""
    for one in constants:
        if isinstance(one, str):
            yield one
        elif isinstance(one, tuple | frozenset):
            yield from _texts(one)


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
