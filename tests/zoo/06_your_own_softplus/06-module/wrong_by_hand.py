import torch
from torch import nn
from torch.autograd import Function

EXPECTED = "keeps-unseen"


class Own(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.y = torch.logaddexp(x, torch.zeros_like(x))
        return ctx.y.clone()

    @staticmethod
    def backward(ctx, grad):
        return grad * -torch.expm1(-ctx.y)


class SavingSoftplus(nn.Module):
    def forward(self, x):
        return Own.apply(x)
