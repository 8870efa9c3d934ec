import torch

EXPECTED = "overflow"


def leaky_softplus(x, least=0.1):
    curve = torch.log(1 + torch.exp(x))
    return least * x + (1 - least) * curve
