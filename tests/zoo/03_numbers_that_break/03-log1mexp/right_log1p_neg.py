import math
import torch


def log1mexp(a):
    small = torch.log(-torch.expm1(-a))
    large = torch.log1p(-torch.exp(torch.neg(a)))
    return torch.where(a < math.log(2), small, large)
