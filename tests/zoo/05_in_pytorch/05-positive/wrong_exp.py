import torch
from torch import nn
from torch.nn import functional as F

EXPECTED = "exponential"


class PositiveScales(nn.Module):
    def __init__(self, starts):
        super().__init__()
        y = torch.tensor(starts)
        self.raw = nn.Parameter(torch.log(y))

    def forward(self, x):
        return x * torch.exp(self.raw)
