"""Subtracting two nearly equal numbers keeps the noise and loses the gap."""

import torch

EXPECTED = "cancelled"


def gap_to_relu(x, beta=1.0):
    return torch.logaddexp(beta * x, torch.zeros_like(x)) / beta - torch.relu(x)
