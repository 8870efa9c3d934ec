import torch

EXPECTED = "extreme-gradient"


def softplus(x, beta=1.0):
    z = beta * x
    return torch.where(z > 24, z.detach(), torch.logaddexp(z, torch.zeros_like(z))) / beta
