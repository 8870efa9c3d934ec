"""A small floor instead of a softplus at the end."""

from torch import nn
from torch.nn import functional as F

EXPECTED = "output-relu"


class RateNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(4, 3)
        self.second = nn.Linear(3, 1)

    def forward(self, x):
        return self.second(F.softplus(self.first(x))).clamp(min=1e-6)
