import torch

EXPECTED = "value-at-zero"


def centred(x):
    return torch.logaddexp(x, torch.zeros_like(x)) - torch.log(torch.tensor(2.0, dtype=x.dtype))
