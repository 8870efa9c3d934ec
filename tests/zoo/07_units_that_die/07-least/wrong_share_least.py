import torch

EXPECTED = "share-is-least"


def leaky_softplus(x, least=0.1):
    curve = torch.logaddexp(x, torch.zeros_like(x))
    share = least
    return least * x + share * curve
