import torch
from torch import nn
from torch.nn import functional as F

EXPECTED = "input-changed"


class PositiveScales(nn.Module):
    def __init__(self, starts):
        super().__init__()
        y = torch.tensor(starts)
        self.raw = nn.Parameter(y + torch.log(-torch.expm1(-y)))

    def forward(self, x):
        return x.mul_(F.softplus(self.raw))
