import torch

EXPECTED = "inaccurate"


def inverse_softplus(y, beta=1.0):
    z = beta * y
    return torch.where(z > 20, z, torch.log(torch.expm1(z.clamp(max=20.0)))) / beta
