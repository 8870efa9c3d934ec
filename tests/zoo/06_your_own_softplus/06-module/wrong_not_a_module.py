import torch
from torch.autograd import Function

EXPECTED = "not-a-module"


class SavingSoftplus(Function):
    @staticmethod
    def forward(x):
        return torch.logaddexp(x, torch.zeros_like(x))
