"""Right for large a only: 1 − exp(−a) is 0 for tiny a."""

import torch

EXPECTED = "log-of-zero"


def log1mexp(a):
    return torch.log1p(-torch.exp(-a))
