import torch

EXPECTED = "no-line"


def leaky_softplus(x, least=0.1):
    curve = torch.logaddexp(x, torch.zeros_like(x))
    return (1 - least) * curve
