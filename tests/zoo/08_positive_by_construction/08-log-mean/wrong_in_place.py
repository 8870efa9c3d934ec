EXPECTED = "input-changed"
import torch
from torch.nn import functional as F


def log_mean(x):
    left = x < -30.0
    kept = x.clone()
    x.data.clamp_(min=-30.0)
    return torch.where(left, kept, torch.log(F.softplus(x)))
