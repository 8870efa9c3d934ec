EXPECTED = "nan-gradient"
import torch
from torch.nn import functional as F


def log_mean(x):
    return torch.where(x < -30.0, x, torch.log(F.softplus(x)))
