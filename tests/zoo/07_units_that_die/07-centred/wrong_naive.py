import torch

EXPECTED = "overflow"


def centred(x):
    return torch.log(1 + torch.exp(x)) - 0.8060592
