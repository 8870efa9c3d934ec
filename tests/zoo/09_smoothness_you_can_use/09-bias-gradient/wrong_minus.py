EXPECTED = "minus"
import torch


def in_bias(z):
    on, off = torch.sigmoid(z), torch.sigmoid(-z)
    return -12 * (6 * on - 1) * on * off
