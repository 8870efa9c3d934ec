import torch

EXPECTED = "calls-ready-form"


def inverse_softplus(y, beta=1.0):
    transform = torch.distributions.transforms.SoftplusTransform()
    return transform.inv(beta * y) / beta
