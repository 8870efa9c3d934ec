"""PyTorch's rule for softplus, its slope and its curvature; and the same rules with another test or another curve.

Where βx > threshold the rule is the line y = x, elsewhere softplus. Source: ATen's softplus kernel.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from course_lib.accuracy import formulas
from course_lib.tasks.task import Formula

Test = Callable[[Any, Any, float, float], bool]
"""`test(x, y, beta, threshold)`: does the rule take the line? y is softplus(x, β)."""

DEFAULTS = {"beta": 1.0, "threshold": 20.0}


def over(x: Any, y: Any, beta: float, threshold: float) -> bool:
    """PyTorch's own test."""
    return beta * x > threshold


def switched(line: Callable[[Any, Any], Any], test: Test, curve: Formula) -> Formula:
    """`line(m, x)` where `test` holds, `curve(m, x, beta)` elsewhere."""

    def rule(m: Any, x: Any, beta: float = 1.0, threshold: float = 20.0) -> Any:
        on_line = test(x, formulas.softplus(m, x, beta), beta, threshold)
        return line(m, x) if on_line else curve(m, x, beta)

    return rule


def value_where(test: Test, curve: Formula = formulas.softplus) -> Formula:
    """x where `test` holds, `curve` elsewhere."""
    return switched(lambda m, x: x, test, curve)


def slope_where(test: Test, curve: Formula = formulas.slope) -> Formula:
    """1 where `test` holds, `curve` elsewhere."""
    return switched(lambda m, x: m.one, test, curve)


value = value_where(over)
slope = slope_where(over)
curvature = switched(lambda m, x: m.zero, over, formulas.curvature)
