"""The activations that the course compares softplus with, by name; each takes one tensor."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import torch
from torch import Tensor
from torch.nn import functional as F

from course_lib.activations.arguments import check_tensor


def squareplus(x: Tensor, b: float = 4.0) -> Tensor:
    """(x + sqrt(x² + b)) / 2: an algebraic function with the shape of softplus, without exp or log. b = 4 gives 1 at x = 0.

    Edges: f(inf) = inf, NaN stays NaN. Left of 0 as (b/2) / (sqrt(x² + b) - x), so that nothing cancels;
    x² overflows from 1.8e19 on (float32): there the result is max(x, 0). Raises TypeError for what is no float tensor.

    >>> squareplus(torch.tensor([-1000.0, 0.0, 1000.0]))
    tensor([1.0000e-03, 1.0000e+00, 1.0000e+03])

    Source: Barron 2021 (arXiv 2112.11687).
    """
    check_tensor("squareplus", x)
    size = x.abs()
    root = torch.sqrt(x * x + b)
    large = (size + root) / 2  # f(|x|)
    return torch.where(x >= 0, torch.where(root.isinf(), size, large), (b / 4) / large)


PEERS: Mapping[str, Callable[[Tensor], Tensor]] = MappingProxyType(
    {
        "relu": F.relu,
        "leaky_relu": F.leaky_relu,
        "elu": F.elu,
        "gelu": F.gelu,
        "silu": F.silu,
        "mish": F.mish,
        "squareplus": squareplus,
    }
)
