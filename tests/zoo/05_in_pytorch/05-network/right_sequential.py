from torch import nn


def RateNet():
    return nn.Sequential(nn.Linear(4, 3), nn.Softplus(), nn.Linear(3, 1), nn.Softplus())
