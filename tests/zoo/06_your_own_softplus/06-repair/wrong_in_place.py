import torch
from torch.nn import functional as F

EXPECTED = "input-changed"


def repaired_slope(x, beta=1.0, threshold=20.0):
    return torch.where(x.mul_(beta) > threshold, 1.0, torch.exp(F.logsigmoid(x)))
