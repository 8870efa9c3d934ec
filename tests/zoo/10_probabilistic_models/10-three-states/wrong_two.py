EXPECTED = "no-z"
import torch


def three_states(z):
    return torch.logsumexp(torch.stack([torch.zeros_like(z), z, torch.full_like(z, 2.0)]), dim=0)
