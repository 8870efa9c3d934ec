"""The true functions come from `course_lib.accuracy.formulas`: no file of a task types softplus or its relatives again."""

import ast
from pathlib import Path

import pytest

import course_lib.tasks

FILES = sorted(Path(course_lib.tasks.__file__).parent.rglob("*.py"))
EXPONENTIALS = {"exp", "expm1"}


def names(tree):
    """The last parts of all names that a piece of code calls: m.exp and torch.exp are exp."""
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {getattr(function, "attr", getattr(function, "id", "")) for function in called}


def has_one(tree):
    return any(isinstance(node, ast.Constant) and node.value == 1 for node in ast.walk(tree))


def typed_again(source):
    """The lines on which a true function is typed: softplus, gap or log1mexp by a logarithm, σ by 1/(1 + exp)."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name, inside = names(ast.Expr(node)), set().union(*map(names, node.args), set())
            logarithm = getattr(node.func, "attr", getattr(node.func, "id", ""))
            found = (
                (logarithm == "log1p" and inside & EXPONENTIALS)
                or (logarithm == "log" and "expm1" in inside)
                or (logarithm == "log" and "exp" in inside and any(map(has_one, node.args)))
                or name & {"logaddexp", "logsigmoid", "sigmoid", "logsumexp"}
            )
        else:
            quotient = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)
            found = quotient and "exp" in names(node.right) and has_one(node.right)
        if found:
            lines.append(node.lineno)
    return sorted(set(lines))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_true_function_is_typed_in_a_task(path):
    assert not typed_again(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "planted",
    [
        "def f(m, x, beta=1.0):\n    return m.log1p(m.exp(beta * x)) / beta",
        "f = lambda m, x: m.log(1 + m.exp(x))",
        "f = lambda m, x: 1 / (1 + m.exp(-x))",
        "f = lambda m, x: m.exp(x) / (1 + m.exp(x))",
        "f = lambda m, x: m.exp(-x) / (1 + m.exp(-x)) ** 2",
        "f = lambda m, x: max(x, 0) + m.log1p(m.exp(-abs(x)))",
        "f = lambda m, y: y + m.log(-m.expm1(-y))",
        "f = lambda y: math.log(math.expm1(y))",
        "f = lambda a: log1p(-exp(-a))",
        "f = lambda x: torch.logaddexp(x, torch.zeros_like(x))",
        "f = lambda x: torch.sigmoid(x)",
    ],
)
def test_a_typed_true_function_is_found(planted):
    assert typed_again(planted)


@pytest.mark.parametrize(
    "innocent",
    [
        "f = lambda m, x: m.exp(x)",
        "f = lambda m, x: m.log(2 + m.exp(-x))",
        "y = math.log(0.8)",
        "z = 1 / (1 + x)",
    ],
)
def test_what_a_mistake_may_type_is_not_found(innocent):
    assert not typed_again(innocent)
