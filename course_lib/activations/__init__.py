"""Softplus in every form, its slope, curvature and inverse, the layer, and the activations it is compared with."""

from course_lib.activations.correctly_rounded import exact
from course_lib.activations.cuts import cuts, tensorflow_cut
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
from course_lib.activations.recommended import softplus
from course_lib.activations.registry import IMPLEMENTATIONS, Implementation, implementation
from course_lib.activations.sampling import sample
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
