"""PyTorch’s own (1 − target)·x − logsigmoid(x): 0 where target 0 is met by a sure and right x."""

import torch
from torch.nn import functional as F

EXPECTED = "silent-zero"


def logistic_loss(x, target):
    return F.binary_cross_entropy_with_logits(x, torch.full_like(x, target), reduction="none")
