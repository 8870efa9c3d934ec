import torch

EXPECTED = "returned-number"


def centred(x):
    return float(torch.logaddexp(x, torch.zeros_like(x)).sum() - 0.8060592)
