EXPECTED = "cancelled"
import torch


def in_bias(z):
    on = torch.sigmoid(z)
    return 12 * (6 * on - 1) * on * (1 - on)
