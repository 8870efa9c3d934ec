EXPECTED = "exponential"
import torch


def three_states(z):
    return torch.logsumexp(torch.stack([torch.zeros_like(z), z, torch.exp(z)]), dim=0)
