import torch

EXPECTED = "no-step"

step = torch.finfo(torch.float64).eps
