import torch

EXPECTED = "input-changed"


def rule(x, beta=1.0, threshold=20.0):
    z = x.mul_(beta)
    formula = torch.logaddexp(z, torch.zeros_like(z)) / beta
    return torch.where(z > threshold, z / beta, formula)
