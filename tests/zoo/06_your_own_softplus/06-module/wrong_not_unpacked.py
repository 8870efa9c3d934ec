import torch
from torch import nn
from torch.autograd import Function

EXPECTED = "backward-raises"


class Own(Function):
    @staticmethod
    def forward(x):
        return torch.logaddexp(x, torch.zeros_like(x))

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(output)

    @staticmethod
    def backward(ctx, grad):
        y = ctx.saved_tensors  # a tuple: the comma in (y,) is missing
        return grad * -torch.expm1(-y)


class SavingSoftplus(nn.Module):
    def forward(self, x):
        return Own.apply(x)
