import torch
from torch import nn
from torch.nn import functional as F


class RateNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.second = nn.LazyLinear(3), nn.LazyLinear(1)
        self(torch.zeros(1, 4))

    def forward(self, x):
        return F.softplus(self.second(F.softplus(self.first(x))))
