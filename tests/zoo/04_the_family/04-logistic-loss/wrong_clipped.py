import torch

EXPECTED = "rounded-probability"


def logistic_loss(x, target):
    p = torch.sigmoid(x).clamp(1e-7, 1 - 1e-7)
    return -(target * torch.log(p) + (1 - target) * torch.log(1 - p))
