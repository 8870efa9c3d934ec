import math
import torch


def log1mexp(a):
    small = torch.log(-torch.expm1(-a))
    large = torch.log1p(-1 / torch.exp(a))
    return torch.where(a < math.log(2), small, large)
