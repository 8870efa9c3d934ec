import torch
from torch.nn import functional as F

EXPECTED = "value-not-slope"


def repaired_slope(x, beta=1.0, threshold=20.0):
    return F.softplus(x, beta=beta, threshold=threshold)
