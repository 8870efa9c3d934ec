import torch

EXPECTED = "least-ignored"


def leaky_softplus(x, least=0.1):
    curve = torch.logaddexp(x, torch.zeros_like(x))
    return 0.1 * x + 0.9 * curve
