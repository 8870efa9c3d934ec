EXPECTED = "is-the-slope"
import torch
from torch.nn import functional as F


def log_mean(x):
    safe = torch.clamp(x, min=-30.0)
    return torch.where(x < -30.0, torch.ones_like(x), torch.sigmoid(safe) / F.softplus(safe))
