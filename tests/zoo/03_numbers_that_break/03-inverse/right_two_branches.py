import torch


def inverse_softplus(y, beta=1.0):
    z = beta * y
    low = torch.log(torch.expm1(z.clamp(max=1.0)))
    high = z + torch.log1p(-torch.exp(-z.clamp(min=0.5)))
    return torch.where(z > 0.7, torch.where(z.isinf(), y, high / beta), low / beta)
