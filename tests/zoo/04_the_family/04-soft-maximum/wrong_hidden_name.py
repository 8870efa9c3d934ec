EXPECTED = "calls-ready-form"

from torch.nn.functional import softplus as f


def soft_maximum(x, level=0.0):
    return level + f(x - level)
