import torch

EXPECTED = "wrong-value"


def softplus_curvature(x, beta=1.0):
    h = 0.5
    return (torch.sigmoid(beta * (x + h)) - torch.sigmoid(beta * (x - h))) / (2 * h)
