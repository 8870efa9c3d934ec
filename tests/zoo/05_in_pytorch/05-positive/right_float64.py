import math

import torch
from torch import nn


class PositiveScales(nn.Module):
    def __init__(self, starts):
        super().__init__()
        self.raw = nn.Parameter(torch.tensor([y + math.log(-math.expm1(-y)) for y in starts]))

    @property
    def scale(self):
        return torch.logaddexp(self.raw, torch.zeros_like(self.raw))

    def forward(self, x):
        return x * self.scale
