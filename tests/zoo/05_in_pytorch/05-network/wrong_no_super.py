from torch import nn

EXPECTED = "raises"


class RateNet(nn.Module):
    def __init__(self):
        self.first = nn.Linear(4, 3)
