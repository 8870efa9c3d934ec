EXPECTED = "overflow"
import torch


def log_mean(x):
    safe = torch.clamp(x, min=-30.0)
    return torch.where(x < -30.0, x, torch.log(torch.log1p(torch.exp(safe))))
