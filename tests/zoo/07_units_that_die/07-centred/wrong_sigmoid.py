import torch

EXPECTED = "is-sigmoid"


def centred(x):
    return torch.sigmoid(x) - 0.8060592
