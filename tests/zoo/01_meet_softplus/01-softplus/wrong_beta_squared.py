import torch

EXPECTED = "wrong-setting"


def softplus(x, beta=1.0):
    return torch.logaddexp(beta**2 * x, torch.zeros_like(x)) / beta
