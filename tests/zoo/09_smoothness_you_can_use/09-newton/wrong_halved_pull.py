EXPECTED = "halved-pull"
import torch


def newton_step(w):
    s = torch.sigmoid(1 - w)
    return w - (w / 20 - s) / (s * (1 - s) + 0.1)
