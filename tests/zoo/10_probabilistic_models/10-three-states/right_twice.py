import torch


def three_states(z):
    return torch.logsumexp(torch.stack([torch.zeros_like(z), z, 2 * z]), dim=0)
