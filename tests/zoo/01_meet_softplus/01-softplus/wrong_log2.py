import math
import torch

EXPECTED = "wrong-base"


def softplus(x, beta=1.0):
    z = beta * x
    return (z.clamp(min=0) / math.log(2) + torch.log2(1 + torch.exp(-z.abs()))) / beta
