import torch

EXPECTED = "returned-none"


def softplus_slope(x, beta=1.0):
    torch.sigmoid(beta * x)
