import torch
from torch.nn import functional as F

EXPECTED = "threshold-on-x"


def repaired_slope(x, beta=1.0, threshold=20.0):
    return torch.where(x > threshold, 1.0, torch.exp(F.logsigmoid(beta * x)))
