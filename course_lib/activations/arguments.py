"""Check what a form was given, and say what to do about it when it cannot be used."""

import math
from numbers import Real

import torch
from torch import Tensor

DTYPES = (torch.float16, torch.bfloat16, torch.float32, torch.float64)
NAMES = {str(dtype).removeprefix("torch."): dtype for dtype in DTYPES}


def checked(form: str, x: Tensor, beta: float) -> tuple[Tensor, float]:
    """x, and β as the double that it is: the number given, never rounded to x's dtype.

    Raises TypeError for anything but a dense tensor of a real float type and a real number β, and ValueError
    for a β that is not positive and finite.
    """
    check_tensor(form, x)
    return x, checked_beta(form, beta)


def checked_typed(form: str, x: Tensor, beta: float) -> tuple[Tensor, float]:
    """The same for a form that multiplies x by β as a reader types it: `beta * x` in PyTorch.

    For every type but float64, PyTorch reads a Python number as float32 there. So a β that is 0 or inf in float32 is a
    ValueError as well.
    """
    x, beta = checked(form, x, beta)
    check_held(form, beta, torch.float64 if x.dtype == torch.float64 else torch.float32)
    return x, beta


def check_tensor(form: str, x: Tensor) -> None:
    """TypeError unless x is a dense tensor of float16, bfloat16, float32 or float64."""
    if not isinstance(x, torch.Tensor):
        raise TypeError(
            f"{form}: the input is {_short(x)} ({type(x).__name__}); it must be a torch.Tensor of real floats. "
            f"Write torch.tensor(...) around numbers, torch.from_numpy(...) around an array."
        )
    if x.layout != torch.strided or x.is_nested:
        kind = "a nested tensor" if x.is_nested else f"a tensor of layout {x.layout}"
        raise TypeError(
            f"{form}: the input is {kind}; softplus(0) = ln 2 is not 0, so the result is dense. "
            f"Pass x.to_dense() (or, for a nested tensor, its padded form)."
        )
    if x.dtype not in DTYPES:
        raise TypeError(f"{form}: the input has dtype {x.dtype}; {_advice(x)}")


def checked_beta(form: str, beta: float) -> float:
    """β as a Python float; TypeError or ValueError with the reason if it is no positive finite number."""
    if isinstance(beta, torch.Tensor):
        raise TypeError(
            f"{form}: beta is a tensor; here it must be a number. softplus(x, beta) and the module "
            f"Softplus(learnable=True) take a tensor beta."
        )
    if isinstance(beta, bool) or not isinstance(beta, Real):
        raise TypeError(
            f"{form}: beta is {_short(beta)} ({type(beta).__name__}); it must be a positive number such as 1.0."
        )
    try:
        number = float(beta)
    except OverflowError:  # an int of 400 digits
        number = math.inf
    if not 0.0 < number < math.inf:
        raise ValueError(
            f"{form}: beta is {_short(beta)}; it must be positive and finite: it says how sharply the curve bends, and "
            f"the result is divided by it."
        )
    return number


def check_held(form: str, beta: float, dtype: torch.dtype) -> None:
    """ValueError for a β that is 0 or inf in `dtype`, the type in which somebody computes with it."""
    rounded = round_to(beta, dtype)
    if not 0.0 < rounded < math.inf:
        raise ValueError(
            f"{form}: beta = {beta} is {rounded} in {dtype}, in which this computes; choose a beta that this type can "
            f"hold, or a wider type."
        )


def round_to(number: float, dtype: torch.dtype) -> float:
    """A positive Python float rounded to the nearest value of `dtype` (ties to even), as a Python float."""
    if number == 1.0 or dtype == torch.float64:
        return number
    info = torch.finfo(dtype)
    exponent = max(math.frexp(number)[1], math.frexp(info.tiny)[1])
    spacing = math.ldexp(info.eps, exponent - 1)
    rounded = round(number / spacing) * spacing
    return rounded if rounded <= info.max else math.inf


def dtype_named(dtype: torch.dtype | str) -> torch.dtype:
    """A torch.dtype from itself or its name; ValueError lists the names."""
    name = str(dtype).removeprefix("torch.")
    if name not in NAMES:
        raise ValueError(f"unknown float type {name!r}; expected one of {', '.join(NAMES)}.")
    return NAMES[name]


def _advice(x: Tensor) -> str:
    if x.is_complex():
        return "softplus is defined here for real numbers only. Pass x.real, or x.abs(), as you mean it."
    if x.is_quantized:
        return "dequantise it first: x.dequantize()."
    names = ", ".join(NAMES)
    return f"it must be one of {names}. Convert it first, for example x.to(torch.float32)."


def _short(thing: object) -> str:
    text = repr(thing)
    return text if len(text) <= 40 else text[:37] + "..."
