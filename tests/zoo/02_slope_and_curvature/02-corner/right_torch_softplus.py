"""PyTorch's own: its curvature is 0 far right in float32, where the task asks only for finite numbers."""

from torch.nn import functional as F


def smooth_softplus(x):
    return F.softplus(x)
