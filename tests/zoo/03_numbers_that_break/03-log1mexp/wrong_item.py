import math

import torch

EXPECTED = "truth-of-tensor"


def log1mexp(a):
    return torch.log(-torch.expm1(-a)) if a < math.log(2) else torch.log1p(-torch.exp(-a))
