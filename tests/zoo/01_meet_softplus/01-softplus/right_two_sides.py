import torch


def softplus(x, beta=1.0):
    z = beta * x
    left = torch.log1p(torch.exp(z.clamp(max=0)))
    right = z + torch.log1p(torch.exp(-z.clamp(min=0)))
    return torch.where(z > 0, right, left) / beta
