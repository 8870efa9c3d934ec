"""Softplus as a layer."""

import math
from numbers import Real

import torch
from torch import Tensor, nn

from course_lib.activations.arguments import check_held, checked_beta, dtype_named
from course_lib.activations.recommended import softplus


class Softplus(nn.Module):
    """log(1 + exp(βx)) / β, elementwise, as a layer; β fixed, or learned as exp(log_beta).

    beta: positive number, the (first) β. threshold: as in torch.nn.Softplus; not needed here and ignored.
    learnable=True makes `log_beta` a parameter, so that β stays positive whatever the optimiser does; `features=n` gives
    each of the last dimension's n features its own. device, dtype: of that parameter.
    A fixed β is the number given: `.to(...)` and `.half()` do not round it. It is no part of the state dict, as in
    torch.nn.Softplus; a learned one is. A learned β, and its gradient, has the parameter's dtype whatever x is.
    `reset_parameters()` starts a learned β again (after `to_empty`, for a layer made on the meta device).

    >>> Softplus(beta=2.0)(torch.tensor([0.0]))
    tensor([0.3466])

    For backward a fixed β keeps the result, as torch.nn.ReLU does, so nothing may change it in place before that: `y += x`
    on the result y, or `nn.Dropout(inplace=True)` as the next layer, raises a RuntimeError in backward. Write `y = y + x`.
    Value, edges, accuracy, cost and derivatives: those of `softplus`. Raises TypeError or ValueError for a β that is no
    positive finite number, a threshold that is no number, a dtype that is no float type, and features without
    learnable=True.

    Source: torch.nn.Softplus, without its threshold rule.
    """

    first_beta: float  # the fixed β, or the one that learning begins with
    log_beta: nn.Parameter | None  # None where β is fixed

    def __init__(
        self,
        beta: float = 1.0,
        threshold: float = 20.0,
        *,
        learnable: bool = False,
        features: int | None = None,
        device: torch.device | str | None = None,
        dtype: torch.dtype | None = None,
    ) -> None:
        super().__init__()
        self.first_beta = checked_beta("Softplus", beta)
        self.threshold = _checked_threshold(threshold)
        kind = dtype_named(dtype or torch.get_default_dtype())
        _check_features(features, learnable)
        self.log_beta = None
        if learnable:
            check_held("Softplus", self.first_beta, kind)
            shape = () if features is None else (features,)
            self.log_beta = nn.Parameter(torch.empty(shape, device=device, dtype=kind))
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """β is again the one that the layer was made with."""
        if self.log_beta is not None:
            nn.init.constant_(self.log_beta, math.log(self.first_beta))

    @property
    def beta(self) -> float | Tensor:
        """β: a number where it is fixed, a positive tensor where it is learned."""
        return self.first_beta if self.log_beta is None else self.log_beta.exp()

    def forward(self, x: Tensor) -> Tensor:
        return softplus(x, self.beta)

    def extra_repr(self) -> str:
        if self.log_beta is None:
            return f"beta={self.first_beta:g}"
        features = "" if self.log_beta.ndim == 0 else f", features={self.log_beta.numel()}"
        mean = "?" if self.log_beta.is_meta else f"{self.log_beta.detach().exp().mean().item():.4g}"
        return f"beta={mean}, learnable=True{features}"


def _checked_threshold(threshold):
    if isinstance(threshold, bool) or not isinstance(threshold, Real):
        raise TypeError(
            f"Softplus: threshold is {threshold!r}; it must be a number, which is ignored. "
            f"To learn β write Softplus(beta, learnable=True)."
        )
    return float(threshold)


def _check_features(features, learnable):
    if features is None:
        return
    if not learnable:
        raise ValueError("Softplus: features is for a learned beta; add learnable=True, or leave it out.")
    if isinstance(features, bool) or not isinstance(features, int) or features < 1:
        raise ValueError(
            f"Softplus: features = {features!r}; give the length of the last dimension, 1 or more."
        )
