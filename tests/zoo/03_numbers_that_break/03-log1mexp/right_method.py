import math
import torch


def log1mexp(a):
    small = torch.log(-torch.expm1(-a))
    large = (-a).exp().neg().log1p()
    return torch.where(a < math.log(2), small, large)
