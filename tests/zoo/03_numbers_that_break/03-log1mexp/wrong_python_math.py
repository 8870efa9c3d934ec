import math

import torch

EXPECTED = "python-math"


def log1mexp(a):
    small = torch.log(-torch.expm1(-a))
    large = math.log1p(-math.exp(-a))
    return torch.where(a < math.log(2), small, large)
