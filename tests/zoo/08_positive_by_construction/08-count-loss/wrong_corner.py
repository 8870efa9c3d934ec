EXPECTED = "corner-slope"
import torch


def count_loss(x, count=2.0):
    mean = torch.clamp(x, min=0) + torch.log1p(torch.exp(-x.abs()))
    return mean.sub(count * mean.log())
