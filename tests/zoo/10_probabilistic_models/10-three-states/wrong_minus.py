EXPECTED = "minus"
import torch


def three_states(z):
    return torch.logsumexp(torch.stack([torch.zeros_like(z), z, -z]), dim=0)
