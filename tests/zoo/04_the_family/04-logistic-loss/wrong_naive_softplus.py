import torch

EXPECTED = "overflow"


def logistic_loss(x, target):
    yes, no = torch.log(1 + torch.exp(-x)), torch.log(1 + torch.exp(x))
    return target * yes + (1 - target) * no
