from torch import nn

EXPECTED = "not-a-class"
RateNet = "nn.Sequential(nn.Linear(4, 3), nn.Softplus(), nn.Linear(3, 1), nn.Softplus())"
