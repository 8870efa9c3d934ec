import torch

EXPECTED = "is-sigmoid"


def softplus(x, beta=1.0):
    return torch.sigmoid(beta * x)
