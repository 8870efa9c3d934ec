EXPECTED = "dtype-changed"
import torch
from torch.nn import functional as F


def log_mean(x):
    wide = x.double()
    safe = torch.clamp(wide, min=-30.0)
    return torch.where(wide < -30.0, wide, torch.log(F.softplus(safe)))
