"""An epsilon against log(0) spoils every small y."""

import torch

EXPECTED = "plateau"


def inverse_softplus(y, beta=1.0):
    return y + torch.log(-torch.expm1(-beta * y) + 1e-6) / beta
