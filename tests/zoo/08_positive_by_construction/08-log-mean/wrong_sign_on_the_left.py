EXPECTED = "minus"
import torch
from torch.nn import functional as F


def log_mean(x):
    safe = torch.clamp(x, min=-30.0)
    return torch.where(x < -30.0, -x, torch.log(F.softplus(safe)))
