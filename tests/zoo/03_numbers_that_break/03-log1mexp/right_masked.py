import torch


def log1mexp(a):
    result = torch.log1p(-torch.exp(-a))
    near = a < 0.3
    result = torch.where(near, torch.log(-torch.expm1(-torch.where(near, a, 1.0))), result)
    return result
