import torch

EXPECTED = "never-switches"


def rule(x, beta=1.0, threshold=20.0):
    z = beta * x
    formula = torch.logaddexp(z, torch.zeros_like(z)) / beta
    use_input = torch.zeros_like(x, dtype=torch.bool)
    return torch.where(use_input, x, formula)
