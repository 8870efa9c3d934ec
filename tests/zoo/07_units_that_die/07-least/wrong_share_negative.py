import torch

EXPECTED = "share-negative"


def leaky_softplus(x, least=0.1):
    curve = torch.logaddexp(x, torch.zeros_like(x))
    share = least - 1
    return least * x + share * curve
