"""The recommended softplus: no threshold, right for every β, and it keeps its output for backward, not its input.

From y = softplus(x) alone: slope = 1 - exp(-βy), and its derivative by y is β·exp(-βy). The next layer keeps y anyway,
so softplus costs no memory of its own, as ReLU does.
"""

import torch

from course_lib.activations.arguments import check_tensor, checked
from course_lib.activations.arithmetic import compensated, tensor_beta
from course_lib.activations.autograd import compiled
from course_lib.activations.autograd.from_output import FromOutput, differentiable


def softplus(x, beta=1.0):
    """log(1 + exp(βx)) / β, the form that this course recommends.

    x: real float tensor of any shape; result: same shape, dtype, device. β: a positive number, or (learned together
    with the network) a positive tensor that broadcasts against x. With a tensor β the input is kept for backward.
    Edges: f(inf) = inf, f(-inf) = 0, NaN stays NaN; 0 only where the true value rounds to 0 (βx ≤ -103.97 in float32).
    No threshold. Under autograd: slope 1 - exp(-βy) and curvature β·exp(-βy)(1 - exp(-βy)), from the output y.
    Accuracy: at β = 1 ≤ 1.6 ULP in float32, ≤ 1.5 in float64, ≤ 0.5001 in the half types. Other β: computed in float64,
    so ≤ 0.51 in float32 and the half types, ≤ 3 in float64. In float64 the last bit may depend on the number of elements.
    Slope by autograd ≤ 4 ULP (≤ 8 for β ≠ 1) where y is normal. Tests: tests/activations/test_bounds.py.
    Cost on a CPU, forward, against F.softplus: 1.1 in float32 at β = 1, 3 to 6 at other β; about 3 in float64.

    >>> softplus(torch.tensor([-17.0, 0.0, 100.0]))
    tensor([4.1399e-08, 6.9315e-01, 1.0000e+02])

    Source: `torch.logaddexp` (in float64 with arithmetic/float64.py); the output-saving backward is this course's own.
    """
    if isinstance(beta, torch.Tensor):
        check_tensor("softplus", x)
        return tensor_beta.softplus(x, beta)
    x, beta = checked("softplus", x, beta)
    if torch.compiler.is_compiling():
        return compiled.softplus(x, beta)
    return differentiable(_Softplus, x, beta)


class _Softplus(FromOutput):
    @staticmethod
    def forward(x, beta):
        return compensated.value(x, beta)

    @staticmethod
    def vmap(info, in_dims, x, beta):
        return _Softplus.apply(x, beta), in_dims[0]
