import torch


def repaired_slope(x, beta=1.0, threshold=20.0):
    z = beta * x
    curved = torch.exp(torch.nn.functional.logsigmoid(z.double())).to(x.dtype)
    return torch.where(z > threshold, torch.ones_like(z), curved)
