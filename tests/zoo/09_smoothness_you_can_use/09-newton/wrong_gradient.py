EXPECTED = "gradient-step"
import torch


def newton_step(w):
    s = torch.sigmoid(1 - w)
    return w - (w / 10 - s)
