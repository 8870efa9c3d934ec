from torch import nn
from torch.nn import functional as F

EXPECTED = "layers-hidden"


class RateNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(4, 3), nn.Linear(3, 1)]

    def forward(self, x):
        for layer in self.layers:
            x = F.softplus(layer(x))
        return x
