"""The value of softplus with the gradient of ReLU."""

import torch

EXPECTED = "wrong-gradient"


def softplus(x, beta=1.0):
    right = torch.logaddexp(beta * x, torch.zeros_like(x)) / beta
    hard = torch.relu(x)
    return hard + (right - hard).detach()
