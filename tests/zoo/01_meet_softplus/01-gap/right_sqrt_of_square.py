"""√z² is |z|, as far as the probes go."""

import torch


def gap_to_relu(x, beta=1.0):
    distance = torch.sqrt((beta * x) ** 2)
    return torch.log1p(torch.exp(-distance)) / beta
