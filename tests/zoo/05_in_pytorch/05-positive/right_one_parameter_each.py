import torch
from torch import nn
from torch.nn import functional as F

import math


class PositiveScales(nn.Module):
    def __init__(self, starts):
        super().__init__()
        raws = [torch.tensor(s + math.log(-math.expm1(-s))) for s in starts]
        self.raws = nn.ParameterList(raws)

    def forward(self, x):
        return x * torch.stack([F.softplus(raw) for raw in self.raws])
