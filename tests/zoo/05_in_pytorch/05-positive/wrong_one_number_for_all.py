import torch
from torch import nn
from torch.nn import functional as F

EXPECTED = "wrong-count"


class PositiveScales(nn.Module):
    def __init__(self, starts):
        super().__init__()
        y = torch.tensor(starts)
        raw = y + torch.log(-torch.expm1(-y))
        self.offset = raw
        self.raw = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        return x * F.softplus(self.raw + self.offset)
