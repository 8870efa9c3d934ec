EXPECTED = "floor"
import torch
from torch.nn import functional as F


def log_mean(x):
    return torch.log(F.softplus(x) + 1e-8)
