EXPECTED = "overflow"
import torch


def three_states(z):
    return torch.log(1 + torch.exp(z) + torch.exp(2 * z))
