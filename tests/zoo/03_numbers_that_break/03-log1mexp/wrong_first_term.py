import math

import torch

EXPECTED = "first-term-only"


def log1mexp(a):
    small = torch.log(-torch.expm1(-a))
    large = -torch.exp(-a)
    return torch.where(a < math.log(2), small, large)
