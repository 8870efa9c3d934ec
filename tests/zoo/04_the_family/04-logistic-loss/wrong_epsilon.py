import torch

EXPECTED = "rounded-probability"


def logistic_loss(x, target):
    p = torch.sigmoid(x)
    return -(target * torch.log(p + 1e-8) + (1 - target) * torch.log(1 - p + 1e-8))
