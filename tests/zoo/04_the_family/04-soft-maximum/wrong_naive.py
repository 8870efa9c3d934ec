"""The definition, typed in."""

import math

import torch

EXPECTED = "overflow"


def soft_maximum(x, level=0.0):
    return torch.log(torch.exp(x) + math.exp(level))
