import torch


def soft_maximum(x, level=0.0):
    """The tie at x = level has the slope 0 here; the text asks for none."""
    z = x - level
    return level + torch.relu(z) + torch.log1p(torch.exp(-torch.abs(z)))
