import torch
from torch.nn import functional as F


def leaky_softplus(x, least=0.1):
    return least * x + (1 - least) * F.softplus(x)
