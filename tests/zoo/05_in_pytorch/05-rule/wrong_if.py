import torch

EXPECTED = "truth-of-tensor"


def rule(x, beta=1.0, threshold=20.0):
    z = beta * x
    if z > threshold:
        return x
    return torch.log1p(torch.exp(z)) / beta
