import torch

EXPECTED = "wrong-value"


def inverse_softplus(y, beta=1.0):
    low, high = torch.full_like(y, -10.0), y.clone()
    for _ in range(6):
        middle = (low + high) / 2
        above = torch.log1p(torch.exp(beta * middle)) / beta > y
        high = torch.where(above, middle, high)
        low = torch.where(above, low, middle)
    return (low + high) / 2
