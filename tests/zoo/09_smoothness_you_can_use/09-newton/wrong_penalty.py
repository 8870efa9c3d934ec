EXPECTED = "no-penalty"
import torch


def newton_step(w):
    s = torch.sigmoid(1 - w)
    return w + 1 / (1 - s)
