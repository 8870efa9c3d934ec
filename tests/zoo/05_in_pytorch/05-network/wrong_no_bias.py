from torch import nn
from torch.nn import functional as F

EXPECTED = "wrong-size"


class RateNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(4, 3, bias=False)
        self.second = nn.Linear(3, 1, bias=False)

    def forward(self, x):
        return F.softplus(self.second(F.softplus(self.first(x))))
