EXPECTED = "height"
import torch
from torch.nn import functional as F


def in_bias(z):
    on, off = torch.sigmoid(z), torch.sigmoid(-z)
    return 2 * (3 * F.softplus(z) - 1) * 3 * on
