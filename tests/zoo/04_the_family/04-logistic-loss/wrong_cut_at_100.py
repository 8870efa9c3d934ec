"""What BCELoss does, by hand."""

import torch

EXPECTED = "rounded-probability"


def logistic_loss(x, target):
    p = torch.sigmoid(x)
    yes, no = torch.log(p).clamp(min=-100), torch.log(1 - p).clamp(min=-100)
    return -(target * yes + (1 - target) * no)
