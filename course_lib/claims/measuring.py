"""What the claims of several lessons measure with: inputs, exact arithmetic, first inputs, derivatives, errors."""

import math
from collections.abc import Callable
from typing import Any

import pandas as pd
from mpmath import MPContext

FLOAT_TYPES = ("float16", "bfloat16", "float32", "float64")

EXACT = MPContext()
"""Exact arithmetic, 200 bits. A context of its own, so that mpmath's global precision stays as it is."""
EXACT.prec = 200


def form(name: str) -> Callable[..., Any]:
    """A function of `course_lib.activations` by name, such as "softplus"."""
    from course_lib import activations

    return getattr(activations, name)


def tensor(values: Any, dtype: str = "float64") -> Any:
    """A number or a list of numbers as a tensor of one float type."""
    import torch

    return torch.tensor(values, dtype=getattr(torch, dtype))


def line(low: float, high: float, points: int, dtype: str = "float64") -> Any:
    """Equidistant inputs from low to high, as a tensor."""
    import torch

    return torch.linspace(low, high, points, dtype=getattr(torch, dtype))


def by_type(**measures: Callable[[str], Any]) -> pd.DataFrame:
    """A row for each float type: its limits, and what each measure gives for it.

    eps; ln_largest; underflow_from: ln of half the smallest positive number, from where on ln(1 + eˣ) rounds to 0.
    """
    import torch

    rows = []
    for dtype in FLOAT_TYPES:
        limits = torch.finfo(getattr(torch, dtype))
        underflow = math.log(limits.smallest_normal) + math.log(limits.eps) - math.log(2)
        row = {"eps": limits.eps, "ln_largest": math.log(limits.max), "underflow_from": underflow}
        rows.append({"dtype": dtype} | row | {name: measure(dtype) for name, measure in measures.items()})
    return pd.DataFrame(rows)


def first_input(holds: Callable[[float], bool], start: float, end: float, dtype: str) -> float:
    """The first x of the float type, on the way from start to end, from where `holds(x)` is true.

    By bisection: `holds` changes once on the way. An infinity with the sign of `end` where `holds(end)` is false.
    """
    if not holds(end):
        return math.copysign(math.inf, end)
    if holds(start):
        return start
    while True:
        middle = tensor((start + end) / 2, dtype).item()
        if middle in (start, end):
            return end
        start, end = (start, middle) if holds(middle) else (middle, end)


def zero_from(f: Callable[..., Any], dtype: str, length: int = 0) -> float:
    """The largest x below 0 with f(x) = 0; −inf where f(−1000) is not 0.

    x is a number or, with a length, a tensor of so many equal numbers: a long one goes through the vector unit.
    """

    def is_zero(x: float) -> bool:
        return bool((f(tensor([x] * length if length else x, dtype)) == 0).all())

    return first_input(is_zero, -1.0, -1000.0, dtype)


def zeros_by_type(f: Callable[..., Any], exact: Callable[[Any], Any]) -> pd.DataFrame:
    """`by_type` with zero_from and zero_in_long (of 4096 equal numbers), whose ends differ with the machine; zero_at, a
    whole number at which both are 0 on every machine; and true_positive: whether exact(x) is above 0 there."""
    frame = by_type(
        zero_from=lambda dtype: zero_from(f, dtype), zero_in_long=lambda dtype: zero_from(f, dtype, 4096)
    )
    ends = frame[["zero_from", "zero_in_long"]].min(axis=1)
    zero_at = [math.floor(x) if math.isfinite(x) else x for x in ends]
    positive = [x == -math.inf or bool(exact(EXACT.mpf(x)) > 0) for x in zero_at]
    return frame.assign(zero_at=zero_at, true_positive=positive)


def identity_from(f: Callable[..., Any], dtype: str) -> float:
    """The smallest x from 1 on with f(x) = x; inf where f(100) is not 100."""
    return first_input(lambda x: f(tensor(x, dtype)).item() == x, 1.0, 100.0, dtype)


def infinite_from(f: Callable[..., Any], dtype: str) -> float:
    """The smallest x from 1 on with f(x) = inf; inf where f(2000) is finite."""
    return first_input(lambda x: math.isinf(f(tensor(x, dtype)).item()), 1.0, 2000.0, dtype)


def derivatives(f: Callable[..., Any], x: Any, orders: int = 1, beta: float = 1.0) -> list[Any]:
    """The derivatives 1 … orders of f(x, beta) at each element of x by autograd, each from the one before."""
    import torch

    x = x.clone().requires_grad_(True)
    y, found = f(x, beta), []
    for order in range(1, orders + 1):
        if y.requires_grad:
            (y,) = torch.autograd.grad(y.sum(), x, create_graph=order < orders)
        else:
            y = torch.zeros_like(x)
        found.append(y)
    return found


def relative_errors(got: Any, x: Any, exact: Callable[[Any], Any]) -> list[float]:
    """|got/exact(x) − 1| for each element of the tensors got and x; `exact` takes a number of EXACT."""
    true = [exact(EXACT.mpf(v)) for v in x.tolist()]
    return [abs(float(value / t - 1)) for value, t in zip(got.tolist(), true, strict=True)]


def errors(got: Any, x: Any, beta: float = 1.0, quantity: str = "value") -> dict[str, Any]:
    """How far results are from the true value or curvature of softplus at x: one row of a frame.

    wrongly_rounded counts the results that are more than half a ULP off.
    """
    from course_lib.accuracy import true_value, ulp_error

    exact = true_value(x, beta, quantity)
    ulp = ulp_error(got, exact, x.dtype)
    relative = tensor([abs(float(value / true - 1)) for value, true in zip(got.tolist(), exact, strict=True)])
    return {
        "quantity": quantity, "dtype": str(x.dtype).removeprefix("torch."), "beta": beta,
        "low": x.min().item(), "high": x.max().item(), "points": x.numel(),
        "wrongly_rounded": int((ulp > 0.5).sum()), "worst_ulp": ulp.max().item(),
        "worst_relative_error": relative.max().item(),
    }  # fmt: skip


def numbers(column: pd.Series, written: str) -> str:
    """ "−1.00, 2.00": the numbers of a column, each formatted as `written`, ".2f"."""
    return ", ".join(format(value, written).replace("-", "−") for value in column)


def listed(frame: pd.DataFrame, column: str, written: Callable[[float], str]) -> str:
    """ "3 (float32), 7 (float64)": the finite numbers of a column, each with its float type."""
    pairs = zip(frame["dtype"], frame[column], strict=True)
    return ", ".join(f"{written(value)} ({dtype})" for dtype, value in pairs if math.isfinite(value))
