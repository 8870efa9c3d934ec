EXPECTED = "zero-there"
import torch
from torch.nn import functional as F


def log_mean(x):
    safe = torch.clamp(x, min=-100.0)
    return torch.where(x < -100.0, torch.zeros_like(x), torch.log(F.softplus(safe)))
