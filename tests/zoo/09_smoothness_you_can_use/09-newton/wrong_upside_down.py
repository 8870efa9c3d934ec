EXPECTED = "upside-down"
import torch


def newton_step(w):
    s = torch.sigmoid(1 - w)
    return w - (s * (1 - s) + 0.1) / (w / 10 - s)
