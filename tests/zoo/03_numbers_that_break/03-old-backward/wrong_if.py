import torch

EXPECTED = "truth-of-tensor"


def repaired_slope(x, beta=1.0, threshold=20.0):
    if beta * x > threshold:
        return torch.ones_like(x)
    return torch.sigmoid(beta * x)
