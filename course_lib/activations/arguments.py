"""Check what a form was given, and say what to do about it when it cannot be used."""

import math
from numbers import Real

import torch
from torch.autograd import Function

DTYPES = (torch.float16, torch.bfloat16, torch.float32, torch.float64)
NAMES = {str(dtype).removeprefix("torch."): dtype for dtype in DTYPES}


def checked(form, x, beta):
    """x, and β rounded to x's dtype: the β that an elementwise product really multiplies by.

    Raises TypeError for anything but a dense tensor of a real float type and a real number β, and ValueError
    for a β that is not positive and finite (also after rounding to x's dtype).
    """
    check_tensor(form, x)
    return x, checked_beta(form, beta, x.dtype)


def check_tensor(form, x):
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


def checked_beta(form, beta, dtype):
    """β as a Python float, rounded to `dtype`; TypeError or ValueError with the reason if it cannot be one."""
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
    rounded = round_to(number, dtype)
    if not 0.0 < rounded < math.inf:
        raise ValueError(
            f"{form}: beta = {beta} is {rounded} in {dtype}; choose a beta that this type can hold, "
            f"or convert x to a wider type."
        )
    return rounded


def round_to(number, dtype):
    """A positive Python float rounded to the nearest value of `dtype` (ties to even), as a Python float."""
    if number == 1.0 or dtype == torch.float64:
        return number
    info = torch.finfo(dtype)
    exponent = max(math.frexp(number)[1], math.frexp(info.tiny)[1])
    spacing = math.ldexp(info.eps, exponent - 1)
    rounded = round(number / spacing) * spacing
    return rounded if rounded <= info.max else math.inf


def dtype_named(dtype):
    """A torch.dtype from itself or its name; ValueError lists the names."""
    if isinstance(dtype, torch.dtype) and dtype in DTYPES:
        return dtype
    name = str(dtype).removeprefix("torch.")
    if name not in NAMES:
        raise ValueError(f"unknown float type {name!r}; expected one of {', '.join(NAMES)}.")
    return NAMES[name]


def _advice(x):
    if x.is_complex():
        return "softplus is defined here for real numbers only. Pass x.real, or x.abs(), as you mean it."
    if x.is_quantized:
        return "dequantise it first: x.dequantize()."
    names = ", ".join(NAMES)
    return f"it must be one of {names}. Convert it first, for example x.to(torch.float32)."


def _short(thing):
    text = repr(thing)
    return text if len(text) <= 40 else text[:37] + "..."


def inspect_numbers(tensor, refuse):
    """Call `refuse` (which may raise) on the plain numbers of a tensor, also under vmap, grad and jvp.

    Not on meta tensors, which have no numbers, nor while compiling, where a graph must not depend on them.
    """
    if not torch.compiler.is_compiling() and not tensor.is_meta:
        _Inspect.apply(tensor.detach(), refuse)


class _Inspect(Function):
    """The transforms of torch.func unwrap what they hand to a Function's forward: there the numbers are plain."""

    @staticmethod
    def forward(tensor, refuse):
        refuse(tensor)
        return tensor.new_empty(0)

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.mark_non_differentiable(output)

    @staticmethod
    def vmap(info, in_dims, tensor, refuse):
        return _Inspect.apply(tensor, refuse), None
