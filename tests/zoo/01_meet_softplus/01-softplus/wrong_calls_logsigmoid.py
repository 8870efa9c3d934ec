import torch.nn.functional as F

EXPECTED = "calls-ready-form"


def softplus(x, beta=1.0):
    return -F.logsigmoid(-beta * x) / beta
