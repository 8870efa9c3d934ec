import torch
from torch.nn import functional as F

EXPECTED = "calls-ready-form"


def logistic_loss(x, target):
    one = torch.ones_like(x)
    yes = F.binary_cross_entropy_with_logits(x, one, reduction="none")
    no = F.binary_cross_entropy_with_logits(-x, one, reduction="none")
    return target * yes + (1 - target) * no
