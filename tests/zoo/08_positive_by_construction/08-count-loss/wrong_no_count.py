EXPECTED = "count-missing"
import torch
from torch.nn import functional as F


def count_loss(x, count=2.0):
    mean = F.softplus(x)
    return mean - torch.log(mean)
