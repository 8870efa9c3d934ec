import torch

EXPECTED = "wrong-gradient"


def smooth_softplus(x):
    return torch.relu(x) + (torch.nn.functional.softplus(x) - torch.relu(x)).detach()
