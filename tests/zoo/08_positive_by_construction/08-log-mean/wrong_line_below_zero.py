EXPECTED = "line-too-early"
import torch
from torch.nn import functional as F


def log_mean(x):
    return torch.where(x < 0, x, torch.log(F.softplus(torch.clamp(x, min=0.0))))
