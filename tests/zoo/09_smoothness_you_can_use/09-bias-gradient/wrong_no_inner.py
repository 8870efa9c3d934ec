EXPECTED = "no-inner"
import torch


def in_bias(z):
    on, off = torch.sigmoid(z), torch.sigmoid(-z)
    return 2 * (6 * on - 1)
