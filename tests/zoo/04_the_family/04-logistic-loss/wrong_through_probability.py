"""On paper the same; in float32 the logarithm of 0 from x = 17 on."""

import torch

EXPECTED = "rounded-probability"


def logistic_loss(x, target):
    p = torch.sigmoid(x)
    return -(target * torch.log(p) + (1 - target) * torch.log(1 - p))
