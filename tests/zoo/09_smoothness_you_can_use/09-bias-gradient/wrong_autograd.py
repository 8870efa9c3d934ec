EXPECTED = "cancelled"
import torch


def in_bias(z):
    at = z.detach().double().requires_grad_()
    (found,) = torch.autograd.grad(((6 * torch.sigmoid(at) - 1) ** 2).sum(), at)
    return found.to(z.dtype)
