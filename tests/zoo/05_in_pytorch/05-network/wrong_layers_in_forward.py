from torch import nn
from torch.nn import functional as F

EXPECTED = "layers-hidden"


class RateNet(nn.Module):
    def forward(self, x):
        return F.softplus(nn.Linear(3, 1)(F.softplus(nn.Linear(4, 3)(x))))
