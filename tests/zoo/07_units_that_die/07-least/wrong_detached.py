import torch

EXPECTED = "wrong-gradient"


def leaky_softplus(x, least=0.1):
    curve = torch.logaddexp(x, torch.zeros_like(x))
    return least * x + (1 - least) * curve.detach()
