import torch
from torch import nn
from torch.nn import functional as F

EXPECTED = "not-softplus"


class PositiveScales(nn.Module):
    def __init__(self, starts):
        super().__init__()
        y = torch.tensor(starts)
        self.raw = nn.Parameter(torch.sqrt(y))

    def forward(self, x):
        return x * (self.raw**2 + 1e-30)
