import torch

EXPECTED = "corner-slope"


def logistic_loss(x, target):
    """At x = 0 relu has the slope 0, and the right gradient is asked for there."""
    return torch.relu(x) - target * x + torch.log1p(torch.exp(-x.abs()))
