from torch import nn

EXPECTED = "wrong-size"


def RateNet():
    return nn.Sequential(nn.Linear(4, 4), nn.Softplus(), nn.Linear(4, 1), nn.Softplus())
