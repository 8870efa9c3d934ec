"""Wrong specimens for the claim of lesson NN: id → functions that its measurement must refuse."""

import torch
from torch.nn import functional as F


def relu(x, beta):
    return torch.relu(x)


def softplus_without_beta(x, beta):
    return F.softplus(x)


REFUTED_BY = {"CLAIM": [relu, softplus_without_beta]}
