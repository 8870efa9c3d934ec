"""Softplus in every form, its slope, curvature and inverse, the layer, and the activations it is compared with.

Take `softplus`: no threshold, right value and slope for every β, and for backward it keeps nothing of its own. `exact`
is correctly rounded and slow. `Softplus` is the layer. `IMPLEMENTATIONS` lists the forms, each with where it fails.
`kernels.load_kernels()` adds `fused` (compiled: half the time, 0.92 ULP), and on a GPU two forms in Triton.

Files to read first: forms, recommended, derivatives, inversion, series, peers, module, catalogue. Behind them:
product.py keeps what the rounding of βx loses, arithmetic/ computes accurate values, autograd/ supports derivatives,
torch.compile and torch.func, kernels/ need a compiler or a GPU.
`course_lib.accuracy` says how accurate each form is.
"""

from course_lib.activations.arithmetic.cuts import cuts, tensorflow_cut
from course_lib.activations.catalogue import IMPLEMENTATIONS, Implementation, implementation
from course_lib.activations.curves import sample
from course_lib.activations.derivatives import curvature, slope
from course_lib.activations.forms import (
    log1p_form,
    logaddexp_form,
    logsigmoid_form,
    naive,
    piecewise,
    stable,
    torch_rule,
)
from course_lib.activations.inversion import inverse
from course_lib.activations.module import Softplus
from course_lib.activations.peers import PEERS, squareplus
from course_lib.activations.recommended import exact, softplus
from course_lib.activations.series import taylor, taylor_coefficients

__all__ = [
    "IMPLEMENTATIONS",
    "PEERS",
    "Implementation",
    "Softplus",
    "curvature",
    "cuts",
    "exact",
    "implementation",
    "inverse",
    "log1p_form",
    "logaddexp_form",
    "logsigmoid_form",
    "naive",
    "piecewise",
    "sample",
    "slope",
    "softplus",
    "squareplus",
    "stable",
    "taylor",
    "taylor_coefficients",
    "tensorflow_cut",
    "torch_rule",
]
