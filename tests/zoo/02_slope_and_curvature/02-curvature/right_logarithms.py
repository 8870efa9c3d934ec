import torch
from torch.nn.functional import logsigmoid


def softplus_curvature(x, beta=1.0):
    z = beta * x
    return beta * torch.exp(logsigmoid(z) + logsigmoid(-z))
