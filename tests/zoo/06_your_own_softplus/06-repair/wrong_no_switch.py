import torch
from torch.nn import functional as F

EXPECTED = "never-switches"


def repaired_slope(x, beta=1.0, threshold=20.0):
    return torch.where(torch.zeros_like(x, dtype=torch.bool), 1.0, torch.exp(F.logsigmoid(beta * x)))
