import math
import torch

EXPECTED = "silent-zero"


def log1mexp(a):
    small = torch.log(-torch.expm1(-a))
    large = torch.log(1 - torch.exp(-a))
    return torch.where(a < math.log(2), small, large)
