import torch

EXPECTED = "wrong-setting"


def softplus_slope(x, beta=1.0):
    z = beta**2 * x
    return 1 / (1 + torch.exp(-z))
