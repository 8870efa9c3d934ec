EXPECTED = "state-0-twice"
import torch


def three_states(z):
    return torch.logsumexp(torch.stack([torch.zeros_like(z), z, 0 * z]), dim=0)
