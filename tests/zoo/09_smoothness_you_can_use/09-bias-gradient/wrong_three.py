EXPECTED = "three"
import torch


def in_bias(z):
    on, off = torch.sigmoid(z), torch.sigmoid(-z)
    return 2 * (3 * on - 1) * 3 * on * off
