import math
import torch

EXPECTED = "exp-of-plus-a"


def log1mexp(a):
    small = torch.log(-torch.expm1(-a))
    large = torch.log1p(-torch.exp(a))
    return torch.where(a < math.log(2), small, large)
