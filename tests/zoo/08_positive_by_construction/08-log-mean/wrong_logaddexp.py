EXPECTED = "log-of-zero"
import torch


def log_mean(x):
    return torch.logaddexp(x, torch.zeros_like(x)).log()
