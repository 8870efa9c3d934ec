"""What an implementation returns: its value, or its derivatives by autograd, on a plain tensor."""

import inspect
from collections.abc import Callable
from typing import Any

import torch

from course_lib.activations import Implementation, curvature, implementation, inverse, slope

# a name of a form, an entry of the catalogue, or a function (x, beta)
Form = str | Implementation | Callable[..., torch.Tensor]
DIRECT = {"slope": slope, "curvature": curvature, "inverse": inverse}


def evaluate(form: Form, x: torch.Tensor, beta: float = 1.0, quantity: str = "value") -> Any:
    """The quantity as this implementation computes it, for every x.

    form: a name in IMPLEMENTATIONS (or "slope", "curvature", "inverse": the functions of those names), an
    Implementation, or any callable (x, beta). value: the call; slope, curvature: autograd once, twice.
    """
    function, direct = find(form)
    _check_arguments(function)
    if direct or quantity in ("value", "inverse"):
        y = function(x, beta)
        return y.detach() if isinstance(y, torch.Tensor) else y
    x = x.detach().clone().requires_grad_()
    y = function(x, beta)
    if not isinstance(y, torch.Tensor) or not y.requires_grad:
        raise TypeError(
            f"the {quantity} is taken by autograd, and the result of {form!r} has no gradient; "
            f"give a function of torch operations without detach(), item() or NumPy."
        )
    (first,) = torch.autograd.grad(y.sum(), x, create_graph=quantity == "curvature")
    if quantity == "slope":
        return first
    if not first.requires_grad:  # a slope that does not depend on x
        return torch.zeros_like(x)
    return torch.autograd.grad(first.sum(), x)[0]


def _check_arguments(function: Callable[..., Any]) -> None:
    try:
        signature = inspect.signature(function.forward if isinstance(function, torch.nn.Module) else function)
    except ValueError:  # a function of C, such as torch.relu, may hide what it takes
        return
    try:
        signature.bind("x", "beta")
    except TypeError as error:
        raise TypeError(
            f"{function!r} cannot be called with (x, beta): {error}. Give a function of both, "
            f"for example `lambda x, beta: mine(x)`."
        ) from None


def find(form: Form) -> tuple[Callable[..., torch.Tensor], bool]:
    """(function, whether it returns the quantity itself rather than a value to differentiate)."""
    if isinstance(form, Implementation):
        return form.function, False
    if callable(form):
        return form, False
    if form in DIRECT:
        return DIRECT[form], True
    try:
        return implementation(form).function, False
    except ValueError as error:
        others = f"{', '.join(DIRECT)}, or a function of (x, beta)"
        raise ValueError(f"{error} Also expected: {others}.") from None
