import math
import torch

EXPECTED = "wrong-value"


def log1mexp(a):
    small = torch.log(-torch.expm1(-a))
    large = torch.log(torch.exp(-a))
    return torch.where(a < math.log(2), small, large)
