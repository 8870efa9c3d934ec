import torch

EXPECTED = "least-doubled"


def leaky_softplus(x, least=0.1):
    curve = torch.logaddexp(x, torch.zeros_like(x))
    share = 1 - 2 * least
    return least * x + share * curve
