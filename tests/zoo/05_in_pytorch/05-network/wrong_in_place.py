from torch import nn
from torch.nn import functional as F

EXPECTED = "input-changed"


class RateNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(4, 3)
        self.second = nn.Linear(3, 1)

    def forward(self, x):
        x *= 1.5
        return F.softplus(self.second(F.softplus(self.first(x / 1.5))))
