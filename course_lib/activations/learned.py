"""Softplus with a β that is itself learned: a tensor, differentiated along with x.

With z = βx, the derivative of log(1 + exp z)/β by β is -H/β², where H = log1p(exp(-|z|)) + |z|σ(-|z|) is the entropy
(in nats) of a coin that falls heads with probability σ(z). A sum of positive terms: nothing cancels.
"""

import torch
from torch.autograd import Function


def softplus(x, beta):
    """log(1 + exp(βx))/β for a tensor β that broadcasts against x; the caller has checked x."""
    check_beta(x, beta)
    return _Both.apply(x, beta)


def check_beta(x, beta):
    """TypeError or ValueError unless β is a tensor of x's dtype on x's device, positive and finite."""
    if beta.dtype != x.dtype or beta.device != x.device:
        raise TypeError(
            f"softplus: beta is a tensor of {beta.dtype} on {beta.device}, x of {x.dtype} on {x.device}; "
            f"convert it: beta.to(x)."
        )
    if torch.broadcast_shapes(x.shape, beta.shape) != x.shape:
        raise ValueError(
            f"softplus: beta has shape {tuple(beta.shape)}, which would enlarge x of shape {tuple(x.shape)}; "
            f"give beta one value, or one for each feature of x."
        )


class _Both(Function):
    generate_vmap_rule = True

    @staticmethod
    def forward(x, beta):
        _refuse_bad_beta(beta)
        return _value(x, beta)

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)
        ctx.save_for_forward(*inputs)

    @staticmethod
    def backward(ctx, grad):
        x, beta = ctx.saved_tensors
        by_x = grad * torch.sigmoid(x * beta) if ctx.needs_input_grad[0] else None
        by_beta = (
            (-grad * entropy(x * beta) / beta.square()).sum_to_size(beta.shape)
            if ctx.needs_input_grad[1]
            else None
        )
        return by_x, by_beta

    @staticmethod
    def jvp(ctx, x_tangent, beta_tangent):
        x, beta = ctx.saved_tensors
        return x_tangent * torch.sigmoid(x * beta) - beta_tangent * entropy(x * beta) / beta.square()


def entropy(z):
    """Entropy in nats of a coin with heads probability σ(z)."""
    size = z.abs()
    return torch.log1p(torch.exp(-size)) + size * torch.sigmoid(-size)


def _value(x, beta):
    wide = torch.float64 if x.device.type != "mps" else torch.float32
    z = x.to(wide) * beta.to(wide)
    return (torch.logaddexp(z, z.new_zeros(())) / beta.to(wide)).to(x.dtype)


def _refuse_bad_beta(beta):
    bad = ~((beta > 0) & torch.isfinite(beta))
    if bad.any():
        raise ValueError(
            f"softplus: beta holds {beta[bad].flatten()[0].item()}; every beta must be positive and finite. "
            f"Keep it so by learning its logarithm, as Softplus(learnable=True) does."
        )
