import torch


def rule(x, beta=1.0, threshold=20.0):
    z = beta * x
    formula = torch.logaddexp(z, torch.zeros_like(z)) / beta
    use_input = ~(z <= threshold)
    return torch.where(use_input, x, formula)
