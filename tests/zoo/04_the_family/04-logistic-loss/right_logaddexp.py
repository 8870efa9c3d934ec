import torch


def logistic_loss(x, target):
    zero = torch.zeros_like(x)
    yes, no = torch.logaddexp(-x, zero), torch.logaddexp(x, zero)
    return target * yes + (1.0 - target) * no
