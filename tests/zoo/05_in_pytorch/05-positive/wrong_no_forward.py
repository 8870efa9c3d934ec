import torch
from torch import nn
from torch.nn import functional as F

EXPECTED = "no-forward"


class PositiveScales(nn.Module):
    def __init__(self, starts):
        super().__init__()
        y = torch.tensor(starts)
        self.raw = nn.Parameter(y + torch.log(-torch.expm1(-y)))

    def __forward__(self, x):
        return x * F.softplus(self.raw)
