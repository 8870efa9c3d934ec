"""Right value and slope; PyTorch's second derivative of logaddexp is 0/0 far left."""

import torch

EXPECTED = "nan-curvature"


def smooth_softplus(x):
    return torch.logaddexp(x, torch.zeros_like(x))
