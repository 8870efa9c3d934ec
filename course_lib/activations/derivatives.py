"""Slope and curvature of softplus from its input: accurate in both tails, where s(1 - s) is 0."""

from torch import Tensor

from course_lib.activations.arguments import checked
from course_lib.activations.arithmetic import compensated


def slope(x: Tensor, beta: float = 1.0) -> Tensor:
    """σ(βx), the first derivative of softplus: exactly the logistic sigmoid.

    Edges: 0 at -inf, 1 at inf, NaN stays NaN; subnormal, not 0, down to βx = -103.97 (float32), -745.13 (float64).
    Under autograd its derivative is `curvature`.
    Accuracy at every β: ≤ 0.51 ULP in float32 and the half types, ≤ 3 in float64 (tests/activations/test_bounds.py,
    test_beta_as_given.py).
    Raises TypeError and ValueError as `softplus`.

    >>> slope(torch.tensor([-100.0, 0.0, 2.0]))
    tensor([3.7835e-44, 5.0000e-01, 8.8080e-01])

    Source: exp(min(z, 0)) / (1 + exp(-|z|)), z = βx.
    """
    x, beta = checked("slope", x, beta)
    return compensated.slope(x, beta)


def curvature(x: Tensor, beta: float = 1.0) -> Tensor:
    """βσ(βx)σ(-βx), the second derivative of softplus: even in x, β/4 at 0.

    Edges: 0 at both infinities, NaN stays NaN. Under autograd its derivative is -β·tanh(βx/2)·curvature.
    Accuracy at every β: ≤ 0.51 ULP in float32 and the half types, ≤ 6 in float64 (tests as for `slope`). s(1 - s), which
    PyTorch uses, is 17 % off at βx = 15 and 0 from 16.64 on in float32.
    Raises TypeError and ValueError as `softplus`.

    >>> curvature(torch.tensor([-20.0, 0.0, 20.0]))
    tensor([2.0612e-09, 2.5000e-01, 2.0612e-09])

    Source: σ' = σ(z)σ(-z) = exp(-|z|)/(1 + exp(-|z|))², times β.
    """
    x, beta = checked("curvature", x, beta)
    return compensated.curvature(x, beta)
