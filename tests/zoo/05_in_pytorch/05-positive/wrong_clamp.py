import torch
from torch import nn
from torch.nn import functional as F

EXPECTED = "zero-after-training"


class PositiveScales(nn.Module):
    def __init__(self, starts):
        super().__init__()
        y = torch.tensor(starts)
        self.raw = nn.Parameter(y)

    def forward(self, x):
        return x * self.raw.clamp(min=0)
