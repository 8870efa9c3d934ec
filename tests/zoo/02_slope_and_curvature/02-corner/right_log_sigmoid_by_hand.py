import torch


def smooth_softplus(x):
    return -torch.nn.functional.logsigmoid(-x)
