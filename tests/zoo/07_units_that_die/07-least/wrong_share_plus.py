import torch

EXPECTED = "share-plus"


def leaky_softplus(x, least=0.1):
    curve = torch.logaddexp(x, torch.zeros_like(x))
    share = 1 + least
    return least * x + share * curve
