import torch

EXPECTED = "returned-none"


def softplus(x, beta=1.0):
    result = torch.logaddexp(beta * x, torch.zeros_like(x)) / beta  # noqa: F841
