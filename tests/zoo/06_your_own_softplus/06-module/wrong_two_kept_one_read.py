import torch
from torch import nn
from torch.autograd import Function

EXPECTED = "backward-of-backward-raises"


class Chain(Function):
    @staticmethod
    def forward(grad, y):
        return grad * -torch.expm1(-y)

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)

    @staticmethod
    def backward(ctx, outer):
        (y,) = ctx.saved_tensors  # two were kept
        return Chain.apply(outer, y), outer * torch.exp(-y)


class Own(Function):
    @staticmethod
    def forward(x):
        return torch.logaddexp(x, torch.zeros_like(x))

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(output)

    @staticmethod
    def backward(ctx, grad):
        (y,) = ctx.saved_tensors
        return Chain.apply(grad, y)


class SavingSoftplus(nn.Module):
    def forward(self, x):
        return Own.apply(x)
