"""How far a result is from the truth, in units of the last place."""

import math
from collections.abc import Sequence
from typing import Any

import torch
from mpmath import libmp

from course_lib.accuracy.truth import float_type
from course_lib.activations.arguments import dtype_named

RawNumber = tuple[int, Any, int, int]  # mpmath's: sign, odd mantissa, exponent, bits of the mantissa


def ulp_error(
    result: torch.Tensor | Sequence[float], exact: torch.Tensor | Sequence[Any], dtype: torch.dtype | str
) -> torch.Tensor:
    """|result - exact| in units of the spacing of `dtype` at the exact value; a float64 tensor of result's length.

    result: tensor, or sequence of floats. exact: sequence of mpf (from `true_value`), or a float64 tensor where 53
    bits of truth are enough (for float32 and narrower). dtype: torch.dtype or its name.
    Subnormals count with their own spacing. Correctly rounded is ≤ 0.5. A NaN where there is a value, a value where
    there is a NaN, and a wrong infinity are inf; an infinity is right where the exact value rounds to it.
    -0 is as good as 0.

    >>> from course_lib.accuracy import true_value
    >>> x = torch.tensor([0.0])
    >>> ulp_error(torch.tensor([0.6931472]), true_value(x), torch.float32) < 0.5
    tensor([True])

    Source: Goldberg 1991 for the word; that the spacing is taken at the exact value is this course's choice.
    """
    kind = dtype_named(dtype)
    if isinstance(exact, torch.Tensor):
        result = torch.as_tensor(result)
        if result.shape != exact.shape:
            raise ValueError(
                f"ulp_error: results of shape {tuple(result.shape)} but exact values of shape {tuple(exact.shape)}; "
                f"they must pair up."
            )
        return _from_tensor(result, exact, kind)
    numbers = (
        result.detach().double().flatten().tolist() if isinstance(result, torch.Tensor) else list(result)
    )
    if not isinstance(exact, (list, tuple)) or not all(hasattr(truth, "context") for truth in exact):
        raise TypeError(
            "ulp_error: exact must be a list of mpmath numbers, one for each result; true_value(x) makes one."
        )
    if len(numbers) != len(exact):
        raise ValueError(
            f"ulp_error: {len(numbers)} results but {len(exact)} exact values; they must pair up."
        )
    bits, lowest = float_type(kind)
    limit = libmp.from_int(_overflow(kind))
    errors = [
        _one(number, truth._mpf_, bits, lowest, limit) for number, truth in zip(numbers, exact, strict=True)
    ]
    return torch.tensor(errors, dtype=torch.float64)


def _one(number: float, exact: RawNumber, bits: int, lowest: int, limit: RawNumber) -> float:
    """On mpmath's raw numbers, whose difference is exact: three times as fast as on its objects."""
    if exact == libmp.fnan or math.isnan(number):
        return 0.0 if exact == libmp.fnan and math.isnan(number) else math.inf
    size = libmp.mpf_abs(exact)
    beyond = libmp.mpf_ge(size, limit)
    if beyond or math.isinf(number):
        return 0.0 if math.isinf(number) and beyond and (number > 0) == (exact[0] == 0) else math.inf
    difference = libmp.mpf_abs(libmp.mpf_sub(libmp.from_float(number), exact))
    _, mantissa, exponent, length = exact
    spacing = max(exponent + length - bits, lowest) if mantissa else lowest
    return libmp.to_float(libmp.mpf_shift(difference, -spacing))


def _overflow(dtype: torch.dtype) -> int:
    """From here on, numbers round to infinity: half a spacing above the largest finite one. An int: float64's is too."""
    bits, _ = float_type(dtype)
    exponent = math.frexp(torch.finfo(dtype).max)[1]
    return 2**exponent - 2 ** (exponent - bits - 1)


def _from_tensor(result: torch.Tensor, exact: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    if exact.dtype != torch.float64 or dtype == torch.float64:
        raise TypeError(
            f"ulp_error: exact is a tensor of {exact.dtype}, judged as {dtype}; a tensor must be float64 and judge "
            f"a narrower type. Pass a list of mpf from true_value instead."
        )
    wide = result.double()
    error = (wide - exact).abs() / _spacing(exact, dtype)
    largest, overflow = torch.finfo(dtype).max, float(_overflow(dtype))
    if not bool((torch.maximum(wide.abs(), exact.abs()) <= largest).all()):  # infinities, NaN, overflow
        beyond = exact.abs() >= overflow
        right = (
            (wide == exact) | (wide.isnan() & exact.isnan()) | (beyond & wide.isinf() & (wide * exact > 0))
        )
        wrong = wide.isnan() | exact.isnan() | wide.isinf() | beyond
        error = torch.where(right, 0.0, torch.where(wrong, math.inf, error))
    return error


def _spacing(exact: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    """The spacing of a narrower dtype at float64 numbers, made by writing its exponent into their bits."""
    bits, lowest = float_type(dtype)
    exponent = (exact.view(torch.int64) >> 52) & 0x7FF
    return ((exponent - (bits - 1)).clamp(lowest + 1023, 0x7FE) << 52).view(torch.float64)
