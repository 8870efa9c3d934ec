import torch
from torch import nn
from torch.autograd import Function


class Slope(Function):
    """The slope as a function of the output, with its own derivative."""

    @staticmethod
    def forward(ctx, y):
        ctx.save_for_backward(y)
        return -torch.expm1(-y)

    @staticmethod
    def backward(ctx, grad):
        (y,) = ctx.saved_tensors
        return grad * torch.exp(-y)


class Own(Function):
    @staticmethod
    def forward(ctx, x):
        y = x.clamp(min=0) + torch.log1p(torch.exp(-x.abs()))
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, grad):
        (y,) = ctx.saved_tensors
        return grad * Slope.apply(y)


class SavingSoftplus(nn.Module):
    def forward(self, x):
        return Own.apply(x)
