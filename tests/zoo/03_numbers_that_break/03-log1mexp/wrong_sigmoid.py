import math
import torch

EXPECTED = "minus-outside"


def log1mexp(a):
    small = torch.log(-torch.expm1(-a))
    large = torch.log(torch.sigmoid(a))
    return torch.where(a < math.log(2), small, large)
