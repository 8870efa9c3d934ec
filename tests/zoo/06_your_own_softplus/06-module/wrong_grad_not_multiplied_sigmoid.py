import torch
from torch import nn
from torch.autograd import Function

EXPECTED = "arriving-gradient-ignored"


class Curve(Function):
    @staticmethod
    def forward(ctx, x):
        y = torch.logaddexp(x, torch.zeros_like(x))
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, grad):
        (y,) = ctx.saved_tensors
        return 1 - torch.exp(-y)


class SavingSoftplus(nn.Module):
    def forward(self, x):
        return Curve.apply(x)
