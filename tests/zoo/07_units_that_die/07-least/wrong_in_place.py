import torch

EXPECTED = "input-changed"


def leaky_softplus(x, least=0.1):
    curve = torch.logaddexp(x, torch.zeros_like(x))
    x *= least
    return x + (1 - least) * curve
