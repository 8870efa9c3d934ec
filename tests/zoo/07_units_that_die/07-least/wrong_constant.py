import torch

EXPECTED = "constant-added"


def leaky_softplus(x, least=0.1):
    curve = torch.logaddexp(x, torch.zeros_like(x))
    return least + (1 - least) * curve
