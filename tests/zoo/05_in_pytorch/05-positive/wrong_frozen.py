import torch
from torch import nn
from torch.nn import functional as F

EXPECTED = "frozen"


class PositiveScales(nn.Module):
    def __init__(self, starts):
        super().__init__()
        y = torch.tensor(starts)
        self.raw = nn.Parameter(y + torch.log(-torch.expm1(-y)), requires_grad=False)

    def forward(self, x):
        return x * F.softplus(self.raw)
