"""Every form by name, with one sentence on where it fails: what tables, figures and claims iterate over."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import torch
from torch import Tensor

from course_lib.activations import forms
from course_lib.activations.arithmetic import compensated, correctly_rounded
from course_lib.activations.arithmetic.cuts import cuts
from course_lib.activations.recommended import exact, softplus


def _no_cuts(dtype: torch.dtype) -> tuple[float, ...]:
    return ()


@dataclass(frozen=True)
class Implementation:
    """One way to compute softplus: its name, the function `(x, beta=1.0)`, where it fails, and its cut-offs.

    cuts(dtype): the places on z = βx where the form changes its formula, at any β. Left out are 0, where most forms
    fold left and right, and places with |z| > 1500: there softplus is 0 or x at every β that a float can hold.
    """

    name: str
    function: Callable[..., Tensor]
    weakness: str
    cuts: Callable[[torch.dtype], tuple[float, ...]] = _no_cuts


_FORMS = {
    form.name: form
    for form in (
        Implementation(
            "naive",
            forms.naive,
            "0 below -16.64 and inf above 88.72 in float32: 1 + exp(x) is rounded, exp overflows.",
        ),
        Implementation("log1p_form", forms.log1p_form, "inf above 88.72 in float32: exp overflows."),
        Implementation(
            "stable",
            forms.stable,
            "Slope 1 instead of 1/2 at exactly 0; four passes over memory; rounds β and βx.",
        ),
        Implementation(
            "logaddexp_form",
            forms.logaddexp_form,
            "Slope 0 below -88.72 in float32, where it is subnormal; keeps its input for backward; rounds β and βx.",
        ),
        Implementation(
            "logsigmoid_form",
            forms.logsigmoid_form,
            "Rounds β and βx; its name does not say what it computes.",
        ),
        Implementation(
            "torch_rule",
            forms.torch_rule,
            "580,163 ULP just above 20 in float64, and there not monotone; second derivative 0 from 16.64 (float32).",
            lambda dtype: (forms.THRESHOLD,),
        ),
        Implementation(
            "piecewise",
            forms.piecewise,
            "Computes every piece for every number; no more accurate than stable.",
            cuts,
        ),
        Implementation(
            "exact", exact, "Correctly rounded, and many times slower than any other.", correctly_rounded.cuts
        ),
        Implementation(
            "softplus",
            softplus,
            "Second derivative from the saved output: near the linear end up to 10 ULP in float32 and 32 in float64 at "
            "β = 1, twice that at other β. "
            "In float64 about 3 times as slow as F.softplus, at β ≠ 1 4 to 9 times.",
            compensated.cuts,
        ),
    )
}

KERNELS = ("fused", "triton", "triton_exact")  # in IMPLEMENTATIONS only after kernels.load_kernels()

IMPLEMENTATIONS: Mapping[str, Implementation] = MappingProxyType(_FORMS)


def implementation(name: str) -> Implementation:
    """The form called `name`; ValueError names the ones there are."""
    if name in IMPLEMENTATIONS:
        return IMPLEMENTATIONS[name]
    hint = f" {name} is there after course_lib.activations.kernels.load_kernels()." if name in KERNELS else ""
    raise ValueError(f"unknown implementation {name!r}; expected one of {', '.join(IMPLEMENTATIONS)}.{hint}")


def register(form: Implementation) -> None:
    """Add a form, so that every table and figure made from now on has it; the same name replaces."""
    if not isinstance(form, Implementation):
        raise TypeError(f"register: expected an Implementation, got {type(form).__name__}.")
    _FORMS[form.name] = form
