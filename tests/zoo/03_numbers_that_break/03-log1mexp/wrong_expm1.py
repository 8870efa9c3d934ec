import math

import torch

EXPECTED = "no-log"


def log1mexp(a):
    small = torch.log(-torch.expm1(-a))
    large = torch.expm1(-a)
    return torch.where(a < math.log(2), small, large)
