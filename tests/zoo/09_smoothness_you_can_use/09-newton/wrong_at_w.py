EXPECTED = "at-w"
import torch


def newton_step(w):
    s = torch.sigmoid(w)
    return w - (w / 10 - s) / (s * (1 - s) + 0.1)
