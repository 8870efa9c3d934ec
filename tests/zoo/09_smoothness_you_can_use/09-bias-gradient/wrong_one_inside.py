EXPECTED = "one-inside"
import torch


def in_bias(z):
    on, off = torch.sigmoid(z), torch.sigmoid(-z)
    return 2 * 6 * (on - 1) * 6 * on * off
