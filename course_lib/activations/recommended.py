"""The two forms to take: `softplus` for work, and `exact` where every bit counts.

Both keep their output for backward, not their input. From y = softplus(x) alone: slope = 1 - exp(-βy), and the slope's
derivative by y is β·exp(-βy). The next layer keeps y anyway, so they cost no memory of their own, as ReLU does.
One exception: where y is subnormal it has lost digits, and at a large β the slope there, βy, is no small number. `softplus`
then keeps its input, as F.softplus always does: float16 with β > 2, two bytes an element (autograd/from_input.py).
"""

from collections.abc import Callable

import torch
from torch import Tensor

from course_lib.activations.arguments import check_tensor, checked
from course_lib.activations.arithmetic import compensated, correctly_rounded, tensor_beta
from course_lib.activations.autograd import from_input, from_output
from course_lib.activations.autograd.from_output import output_suffices, times_slope
from course_lib.activations.autograd.traceable import Traceable
from course_lib.activations.product import has_float64


def softplus(x: Tensor, beta: float | Tensor = 1.0) -> Tensor:
    """log(1 + exp(βx)) / β, the form that this course recommends: no threshold, right for every β.

    x: real float tensor of any shape; result: same shape, dtype, device. β: a positive number, taken as it is given and
    never rounded to x's dtype; or a positive tensor of any real dtype, which counts as the values that it holds. It
    broadcasts against x and may be learned together with the network; then the input is kept for backward.
    Edges: f(inf) = inf, f(-inf) = 0, NaN stays NaN; 0 from βx = -103.98 on (float32), where the true value rounds to 0; in a
    long tensor at β = 1 from -102.87 on, since vector code may lose the smallest number.
    Under autograd: slope 1 - exp(-βy) and curvature β·exp(-βy)(1 - exp(-βy)), from the output y. So nothing may change the
    output in place before backward: `y += x`, or Dropout(inplace=True) behind it, is a RuntimeError there, as with ReLU.
    Accuracy: at β = 1 ≤ 1.6 ULP in float32, ≤ 1.5 in float64, ≤ 0.5001 in the half types. Other β: computed in float64,
    so ≤ 0.51 in float32 and the half types, ≤ 3 in float64. In float64 the last bit may depend on the number of elements.
    Slope by autograd ≤ 4 ULP (≤ 8 for β ≠ 1, ≤ 2 in the half types) where y is normal.
    Tests: tests/activations/test_bounds.py, test_beta_as_given.py.
    Cost on a CPU against F.softplus, a million elements: at β = 1 1.1, with backward 1.6 (in float64 2.6 and 2.8). Other β,
    in every type and with backward too: 4 to 5 above 1, 6 to 9 below. A thousand elements: 2 at β = 1, 12 in float64.
    The compiled `fused` takes less. benchmarks/softplus_speed.py measures it, with --beta and --names.
    Raises TypeError for what is no real float tensor and for a β of the wrong type, ValueError for a β that is not
    positive and finite, or of a shape that does not fit.

    >>> softplus(torch.tensor([-17.0, 0.0, 100.0]))
    tensor([4.1399e-08, 6.9315e-01, 1.0000e+02])

    Source: `torch.logaddexp` (in float64 with arithmetic/float64.py); the output-saving backward is this course's own.
    """
    if isinstance(beta, Tensor):
        check_tensor("softplus", x)
        return tensor_beta.softplus(x, beta)
    x, beta = checked("softplus", x, beta)
    if torch.compiler.is_compiling() and output_suffices(x.dtype, beta):
        return Traceable.apply(x, beta, compensated.value)
    return differentiable(x, beta, compensated.value)


def differentiable(
    x: Tensor, beta: float, value: Callable[..., Tensor], backward: Callable[..., Tensor] = times_slope
) -> Tensor:
    """y = value(x, β) on plain tensors, with derivatives from y, or from x at the few β at which y does not know them."""
    if output_suffices(x.dtype, beta):
        return from_output.differentiable(x, beta, value, backward)
    return from_input.differentiable(x, beta, value, compensated.slope, tensor_beta.of_number)


def exact(x: Tensor, beta: float = 1.0) -> Tensor:
    """log(1 + exp(βx)) / β, correctly rounded, whatever it costs.

    Narrow types: computed in float64; where that leaves doubt about the last bit, again with twice its digits (about
    100 bits, arithmetic/double_double.py) and rounded once. float64: always with twice the digits.
    Edges: f(inf) = inf, f(-inf) = 0, NaN stays NaN; every subnormal result is right. Derivatives come from the output
    at every β. torch.compile leaves it as it is (a graph break), so fullgraph=True refuses it.
    Accuracy: ≤ 0.51 ULP in float16, bfloat16, float32 and float64 at every β. Test: tests/activations/test_bounds.py.
    Raises TypeError and ValueError as `softplus`, and TypeError on a device without float64.

    >>> exact(torch.tensor([-17.0, 0.0, 100.0]))
    tensor([4.1399e-08, 6.9315e-01, 1.0000e+02])

    Source: Dekker 1971 and Knuth for the arithmetic on pairs; Ziv 1991 for rounding after enough digits.
    """
    x, beta = checked("exact", x, beta)
    if not has_float64(x):
        raise TypeError("exact: this device has no float64, which exact needs; move x to the CPU: x.cpu().")
    return from_output.differentiable(x, beta, correctly_rounded.value)
