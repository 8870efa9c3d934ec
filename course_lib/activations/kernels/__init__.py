"""Forms that need a compiler or a GPU: in the registry only after `load_kernels()`, which says why one is absent."""

import torch

from course_lib.activations.arithmetic import compensated
from course_lib.activations.catalogue import Implementation, register
from course_lib.activations.kernels import polynomials as p


def load_kernels():
    """Try each kernel once, register those that work; return name → "" for these, and the reason for the others.

    fused: torch.compile with a C++ compiler. triton, triton_exact: the package triton with a CUDA GPU (or
    TRITON_INTERPRET=1, slow, for tests). The first call compiles, which takes some seconds.
    """
    return {
        "fused": _load(_fused),
        **{name: _load(maker) for name, maker in {"triton": _triton, "triton_exact": _triton_exact}.items()},
    }


def _load(maker):
    try:
        form = maker()
    except Exception as error:  # whatever the compiler says: it is the reason that the caller is told
        text = str(error).strip() or type(error).__name__
        return text.splitlines()[0]
    register(form)
    return ""


def _fused():
    from course_lib.activations.kernels.fused import fused, try_out

    try_out()
    return Implementation(
        "fused",
        fused,
        "Needs a C++ compiler and some seconds; is softplus below 16,384 elements, for β < 1 and in float64.",
        _cuts,
    )


def _triton():
    from course_lib.activations.kernels.triton_kernels import triton_softplus

    _launch(triton_softplus)
    return Implementation(
        "triton",
        triton_softplus,
        "CUDA only; float64 is left to softplus; β < 1 loses digits where exp(βx) is subnormal.",
        _cuts,
    )


def _triton_exact():
    from course_lib.activations.kernels.triton_kernels import triton_exact

    _launch(triton_exact)
    return Implementation(
        "triton_exact",
        triton_exact,
        "CUDA only; float64 arithmetic, slow where a GPU has little of it.",
        lambda dtype: (-700.0, 700.0, *compensated.cuts(dtype)),
    )


def _cuts(dtype):
    """Of the polynomials on ±z; and those of `softplus`, to which the rest is left."""
    return (p.DEEPEST, -p.NEAR, p.NEAR, -p.DEEPEST, *compensated.cuts(dtype))


def _launch(function):
    """Raises what Triton says where it has no GPU and is not told to interpret."""
    function(torch.zeros(1, device="cuda" if torch.cuda.is_available() else "cpu"))
