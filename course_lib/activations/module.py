"""Softplus as a layer."""

import math

import torch
from torch import Tensor, nn

from course_lib.activations.arguments import checked_beta, dtype_named
from course_lib.activations.recommended import softplus


class Softplus(nn.Module):
    """log(1 + exp(βx)) / β, elementwise, as a layer; β fixed, or learned as exp(log_beta).

    beta: positive number, the (first) β. learnable=True makes `log_beta` a parameter, so that β stays positive
    whatever the optimiser does; `features=n` gives each of the last dimension's n features its own.
    A fixed β is no part of the state dict, as in torch.nn.Softplus; a learned one is.

    >>> Softplus(beta=2.0)(torch.tensor([0.0]))
    tensor([0.3466])

    Value, edges, accuracy and derivatives: those of `softplus`. Raises TypeError or ValueError for a β that is no positive
    finite number, a dtype that is no float type, and features without learnable=True.

    Source: torch.nn.Softplus, without its threshold: this form needs none, so there is no such argument.
    """

    first_beta: float  # the fixed β, or the one that learning began with
    log_beta: nn.Parameter | None  # None where β is fixed

    def __init__(
        self,
        beta: float = 1.0,
        learnable: bool = False,
        features: int | None = None,
        device: torch.device | str | None = None,
        dtype: torch.dtype | None = None,
    ) -> None:
        super().__init__()
        start = checked_beta("Softplus", beta, dtype_named(dtype or torch.get_default_dtype()))
        if features is not None and not learnable:
            raise ValueError("Softplus: features is for a learned beta; add learnable=True, or leave it out.")
        if features is not None and (
            isinstance(features, bool) or not isinstance(features, int) or features < 1
        ):
            raise ValueError(
                f"Softplus: features = {features!r}; give the length of the last dimension, 1 or more."
            )
        logs = torch.full(
            () if features is None else (features,), math.log(start), device=device, dtype=dtype
        )
        self.first_beta = start
        self.log_beta = nn.Parameter(logs) if learnable else None

    @property
    def beta(self) -> float | Tensor:
        """β: a number where it is fixed, a positive tensor where it is learned."""
        return self.first_beta if self.log_beta is None else self.log_beta.exp()

    def forward(self, x: Tensor) -> Tensor:
        beta = self.beta
        return softplus(x, beta.to(x.dtype) if isinstance(beta, Tensor) else beta)

    def extra_repr(self) -> str:
        if self.log_beta is None:
            return f"beta={self.first_beta:g}"
        features = "" if self.log_beta.ndim == 0 else f", features={self.log_beta.numel()}"
        mean = "?" if self.log_beta.is_meta else f"{self.log_beta.detach().exp().mean().item():.4g}"
        return f"beta={mean}, learnable=True{features}"
