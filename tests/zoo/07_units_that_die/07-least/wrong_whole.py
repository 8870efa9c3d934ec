import torch

EXPECTED = "slope-above-one"


def leaky_softplus(x, least=0.1):
    curve = torch.logaddexp(x, torch.zeros_like(x))
    return least * x + curve
