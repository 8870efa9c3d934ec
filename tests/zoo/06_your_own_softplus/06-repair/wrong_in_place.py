import torch
from torch.nn import functional as F

EXPECTED = "input-changed"


def repaired_slope(x, beta=1.0, threshold=20.0):
    z = beta * x
    x.mul_(beta)
    return torch.where(x > threshold, 1.0, torch.exp(F.logsigmoid(x)))
