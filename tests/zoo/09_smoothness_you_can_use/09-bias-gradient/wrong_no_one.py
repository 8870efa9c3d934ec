EXPECTED = "no-one"
import torch


def in_bias(z):
    on, off = torch.sigmoid(z), torch.sigmoid(-z)
    return 72 * on * on * off
