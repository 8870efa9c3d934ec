from torch import nn
from torch.nn import functional as F

EXPECTED = "layers-hidden"


class RateNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(4, 3)
        self.rest = [nn.Linear(3, 1)]

    def forward(self, x):
        return F.softplus(self.rest[0](F.softplus(self.first(x))))
