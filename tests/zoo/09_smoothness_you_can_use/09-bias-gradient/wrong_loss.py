EXPECTED = "loss-itself"
import torch


def in_bias(z):
    on, off = torch.sigmoid(z), torch.sigmoid(-z)
    return (6 * on - 1) ** 2
