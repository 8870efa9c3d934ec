import torch
from torch import nn
from torch.nn import functional as F

EXPECTED = "inverse-loses-digits"


class PositiveScales(nn.Module):
    def __init__(self, starts):
        super().__init__()
        y = torch.tensor(starts)
        self.raw = nn.Parameter(y + torch.log1p(-torch.exp(-y)))

    def forward(self, x):
        return x * F.softplus(self.raw)
