EXPECTED = "floor"
import torch
from torch.nn import functional as F


def log_mean(x):
    return torch.log(torch.clamp(F.softplus(x), min=1e-30))
