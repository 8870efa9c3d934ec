EXPECTED = "calls-ready-form"

from torch import nn

layer = nn.Softplus


def rule(x, beta=1.0, threshold=20.0):
    return layer(beta, threshold)(x)
