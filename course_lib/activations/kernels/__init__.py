"""Forms that need a compiler or a GPU: in IMPLEMENTATIONS only after `load_kernels()`, which says why one is absent."""

import torch

from course_lib.activations.arithmetic import compensated
from course_lib.activations.catalogue import Implementation, register
from course_lib.activations.kernels import polynomials as p


def load_kernels() -> dict[str, str]:
    """Try each kernel once, register those that work; return name → "" for these, and the reason for the others.

    fused: torch.compile with a C++ compiler. triton, triton_exact: the package triton with a CUDA GPU (or
    TRITON_INTERPRET=1, slow, for tests). The first call compiles, which takes some seconds.
    """
    makers = {"fused": _fused, "triton": _triton, "triton_exact": _triton_exact}
    return {name: _load(maker) for name, maker in makers.items()}


def _load(maker):
    try:
        form = maker()
    except Exception as error:  # whatever the compiler says: it is the reason that the caller is told
        text = str(error).strip() or type(error).__name__
        return text.splitlines()[0]
    register(form)
    return ""


def _fused():
    from course_lib.activations.kernels.fused import compile_for_float32, fused

    compile_for_float32()
    weakness = (
        "Needs a C++ compiler and some seconds; is softplus below 16,384 elements, for β < 1 and in float64."
    )
    return Implementation("fused", fused, weakness, _cuts)


def _triton():
    from course_lib.activations.kernels.triton_kernels import triton_softplus

    weakness = "CUDA only; float64 is left to softplus; β < 1 loses digits where exp(βx) is subnormal."
    return _launched(Implementation("triton", triton_softplus, weakness, _cuts))


def _triton_exact():
    from course_lib.activations.kernels.triton_kernels import triton_exact

    weakness = "CUDA only; float64 arithmetic, slow where a GPU has little of it."
    return _launched(Implementation("triton_exact", triton_exact, weakness, _exact_cuts))


def _cuts(dtype: torch.dtype) -> tuple[float, ...]:
    """Of the polynomials, at ±z; and those of `softplus`, which does the rest."""
    return (p.DEEPEST, -p.NEAR, p.NEAR, -p.DEEPEST, *compensated.cuts(dtype))


def _exact_cuts(dtype: torch.dtype) -> tuple[float, ...]:
    return (p.DEEPEST_EXACT, -p.DEEPEST_EXACT, *compensated.cuts(dtype))


def _launched(form):
    """The form, after one call. Raises what Triton says where it has no GPU and is not told to interpret."""
    form.function(torch.zeros(1, device="cuda" if torch.cuda.is_available() else "cpu"))
    return form
