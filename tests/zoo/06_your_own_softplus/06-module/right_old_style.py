import torch
from torch import nn
from torch.autograd import Function


class Line(Function):
    """g · (1 − exp(−y)), with both of its derivatives."""

    @staticmethod
    def forward(ctx, grad, y):
        ctx.save_for_backward(grad, y)
        return grad * -torch.expm1(-y)

    @staticmethod
    def backward(ctx, outer):
        grad, y = ctx.saved_tensors
        return Line.apply(outer, y), outer * grad * torch.exp(-y)


class Curve(Function):
    @staticmethod
    def forward(ctx, x):
        y = x.clamp(min=0) + torch.log1p(torch.exp(-x.abs()))
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, grad):
        (y,) = ctx.saved_tensors
        return Line.apply(grad, y)


class SavingSoftplus(nn.Module):
    def forward(self, x):
        return Curve.apply(x)
