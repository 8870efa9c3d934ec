"""Wrong answers made by machine: one small change at a time to a reference answer's syntax tree.

python tools/mutants.py    print, task by task, how many the checks catch, and each one that no check catches
"""

import argparse
import ast
import contextlib
import copy
import io
import itertools
import json
from pathlib import Path

from course_lib.checks import TASKS, judge, run
from course_lib.notebooks import Notebook
from course_lib.tasks import ChoiceTask, ComparisonTask, FunctionTask, MeasurementTask, NumberTask, TextTask
from course_lib.terminal import accept_every_character

ROOT = Path(__file__).resolve().parents[1]
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"

SWAPPED_CALLS = {
    "exp": "expm1",
    "expm1": "exp",
    "log": "log1p",
    "log1p": "log",
    "maximum": "minimum",
    "minimum": "maximum",
    "zeros_like": "ones_like",
    "ones_like": "zeros_like",
    "sigmoid": "tanh",
    "sqrt": "square",
    "sum": "mean",
    "mean": "sum",
    "max": "min",
    "min": "max",
    "logaddexp": "maximum",
    "abs": "neg",
    "softmax": "log_softmax",
}
SWAPPED_OPERATORS = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Pow: ast.Mult,
    ast.MatMult: ast.Mult,
}
SWAPPED_COMPARISONS = {
    ast.Lt: ast.Gt,
    ast.Gt: ast.Lt,
    ast.LtE: ast.GtE,
    ast.GtE: ast.LtE,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
ENDINGS = ("detach", "double", "half", "flatten", "sum")


def references():
    """task id → (source of the answer cell, imports and earlier cells of its notebook)."""
    found = {}
    for path in sorted((ROOT / "solutions").glob("*/*.ipynb")):
        before = []
        for cell in Notebook.read(path).cells:
            if cell.kind != "code":
                continue
            grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            if grade_id.endswith("-answer"):
                found[grade_id.removesuffix("-answer")] = (cell.source, "\n".join(before))
            if not cell.metadata.get("nbgrader", {}).get("grade"):
                before.append(cell.source)
    return found


def learners_lines(source):
    """Numbers of the lines between the solution marks: what a learner writes. Everything else is handed out."""
    lines, inside = set(), False
    for number, line in enumerate(source.split("\n"), start=1):
        if BEGIN in line or END in line:
            inside = BEGIN in line
        elif inside:
            lines.add(number)
    return lines


def mutants_of(source):
    """(description, mutated source) for every single change in a learner's line; the tree is walked in a fixed order."""
    tree, theirs = ast.parse(source), learners_lines(source)
    seen = {ast.unparse(tree)}
    for place, node in enumerate(ast.walk(tree)):
        first = node.body[-1] if isinstance(node, ast.FunctionDef) else node
        if theirs and getattr(first, "lineno", 0) not in theirs:
            continue
        for words, change in changes(node):
            mutated = copy.deepcopy(tree)
            target = next(other for at, other in enumerate(ast.walk(mutated)) if at == place)
            if not change(target, mutated):
                continue
            text = ast.unparse(ast.fix_missing_locations(mutated))
            if text not in seen:
                seen.add(text)
                yield f"line {getattr(node, 'lineno', 0)}: {words}", text


def changes(node):
    """The changes that make sense for one node: (words, function(target, whole tree) → was it done)."""
    if isinstance(node, ast.BinOp):
        yield from _operator_changes(node)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield (
            f"sign removed from {ast.unparse(node)}",
            lambda target, tree: _replace(tree, target, target.operand),
        )
    elif (
        isinstance(node, ast.Constant)
        and isinstance(node.value, int | float)
        and not isinstance(node.value, bool)
    ):
        for value in _other_numbers(node.value):
            yield (
                f"{node.value} becomes {value}",
                lambda target, tree, value=value: _set(target, "value", value),
            )
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield f"{node.value} negated", lambda target, tree: _set(target, "value", not target.value)
    elif isinstance(node, ast.Compare):
        new = SWAPPED_COMPARISONS.get(type(node.ops[0]))
        if new:
            yield (
                f"comparison turned in {ast.unparse(node)}",
                lambda target, tree: _set(target, "ops", [new()]),
            )
    elif isinstance(node, ast.Call):
        yield from _call_changes(node)
    elif isinstance(node, ast.keyword) and node.arg in ("min", "max"):
        yield (
            f"{node.arg}= exchanged",
            lambda target, tree: _set(target, "arg", {"min": "max", "max": "min"}[target.arg]),
        )
    elif isinstance(node, ast.Return) and node.value is not None:
        yield from _return_changes(node)
    elif isinstance(node, ast.FunctionDef):
        yield from _order_changes(node)


def _operator_changes(node):
    new = SWAPPED_OPERATORS.get(type(node.op))
    if new:
        yield f"operator changed in {ast.unparse(node)}", lambda target, tree: _set(target, "op", new())
    yield (
        f"right side dropped in {ast.unparse(node)}",
        lambda target, tree: _replace(tree, target, target.left),
    )
    yield (
        f"left side dropped in {ast.unparse(node)}",
        lambda target, tree: _replace(tree, target, target.right),
    )
    if isinstance(node.op, ast.Sub | ast.Div | ast.Pow):
        yield f"sides exchanged in {ast.unparse(node)}", _exchange_sides
    yield (
        f"sign put before {ast.unparse(node)}",
        lambda target, tree: _replace(tree, target, ast.UnaryOp(ast.USub(), copy.deepcopy(target))),
    )


def _exchange_sides(target, tree):
    target.left, target.right = target.right, target.left
    return True


def _other_numbers(value):
    return dict.fromkeys([value + 1, value * 1.01 + 0.001, -value, 0, value / 2, value * 10])


def _call_changes(node):
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in SWAPPED_CALLS:
        key = "attr" if isinstance(node.func, ast.Attribute) else "id"
        yield (
            f"{name} becomes {SWAPPED_CALLS[name]}",
            lambda target, tree: _set(target.func, key, SWAPPED_CALLS[name]),
        )
    if name == "where" and len(node.args) == 3:
        yield "branches of where exchanged", _exchange_branches
    if node.args:
        yield f"{name}() left out", lambda target, tree: _replace(tree, target, target.args[0])
    elif isinstance(node.func, ast.Attribute):
        yield f".{name}() left out", lambda target, tree: _replace(tree, target, target.func.value)
    if node.keywords:
        yield f"keywords of {name} left out", lambda target, tree: _set(target, "keywords", [])
    yield (
        f"sign put before {name}()",
        lambda target, tree: _replace(tree, target, ast.UnaryOp(ast.USub(), copy.deepcopy(target))),
    )


def _exchange_branches(target, tree):
    target.args[1], target.args[2] = target.args[2], target.args[1]
    return True


def _return_changes(node):
    yield "returns nothing", lambda target, tree: _set(target, "value", None)
    for ending in ENDINGS:
        yield (
            f"returns .{ending}()",
            lambda target, tree, ending=ending: _set(
                target, "value", ast.Call(ast.Attribute(target.value, ending, ast.Load()), [], [])
            ),
        )


def _order_changes(node):
    own = [
        place
        for place, step in enumerate(node.body)
        if not (isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant))
    ]
    for first, second in itertools.pairwise(own):
        yield (
            f"steps {first} and {second} exchanged",
            lambda target, tree, a=first, b=second: _exchange(target, a, b),
        )
    for place in own:
        yield f"step {place} left out", lambda target, tree, place=place: _drop(target, place)
    names = [argument.arg for argument in node.args.args if argument.arg != "self"]
    if names:
        yield "input changed in place first", lambda target, tree: _insert(target, f"{names[0]} += 0.5")


def _exchange(target, a, b):
    target.body[a], target.body[b] = target.body[b], target.body[a]
    return True


def _drop(target, place):
    target.body[place] = ast.Pass()
    return True


def _insert(target, step):
    target.body.insert(0, ast.parse(step).body[0])
    return True


def _set(target, key, value):
    setattr(target, key, value)
    return True


def _replace(tree, target, new):
    for parent in ast.walk(tree):
        for key, held in ast.iter_fields(parent):
            if held is target:
                setattr(parent, key, new)
                return True
            if isinstance(held, list) and any(item is target for item in held):
                held[[item is target for item in held].index(True)] = new
                return True
    return False


def caught(task, source, before):
    """Does the check refuse this answer? Code that does not even run is refused by Python itself."""
    space = dict(before)
    space.pop(task.name, None)
    try:
        exec(compile(source, f"<mutant of {task.id}>", "exec"), space)
    except Exception:
        return True
    return not judge(task, 5, run(task, space, seed=5)).passed


def survey():
    """task id → (number of mutants, survivors as (description, source)), over every reference answer."""
    results = {}
    for task_id, (source, before) in references().items():
        task = TASKS[task_id]
        if isinstance(task, TextTask | ChoiceTask):
            continue
        if isinstance(task, MeasurementTask | ComparisonTask):
            continue  # code that measures something else, and concludes from that honestly, is a right answer
        everyone = list(mutants_of(source))
        with contextlib.redirect_stdout(io.StringIO()):
            before_names = {"__name__": "__main__"}
            exec(before, before_names)
        left = [(words, text) for words, text in everyone if not caught(task, text, before_names)]
        if isinstance(task, FunctionTask) and "gradient" not in task.points:
            everyone = [one for one in everyone if not one[0].endswith("returns .detach()")]
            left = [one for one in left if one in everyone]
        if isinstance(task, NumberTask):
            # A number inside the interval that the task states is a right answer, whoever wrote it.
            everyone, left = [one for one in everyone if one not in left], []
        results[task_id] = (len(everyone), left)
    return results


def equivalents():
    """task id → {description: why no test can tell it from the reference}."""
    return json.loads((Path(__file__).parent / "equivalent_mutants.json").read_text(encoding="utf-8"))


def report():
    known, rows, total, killed = equivalents(), [], 0, 0
    for task_id, (count, left) in survey().items():
        same = [words for words, _ in left if words in known.get(task_id, {})]
        alive = [(words, text) for words, text in left if words not in known.get(task_id, {})]
        total, killed = total + count - len(same), killed + count - len(left)
        rows.append(f"{task_id}: {count - len(left)} of {count - len(same)} caught, {len(same)} equivalent")
        rows += [f"    survives: {words}\n        {text.splitlines()[-1].strip()}" for words, text in alive]
    rows.append(f"all tasks: {killed} of {total} caught ({100 * killed / total:.1f} %)")
    return "\n".join(rows)


if __name__ == "__main__":
    accept_every_character()
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    print(report())
