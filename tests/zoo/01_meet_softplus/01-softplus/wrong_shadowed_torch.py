EXPECTED = "shadowed"
torch = 3


def softplus(x, beta=1.0):
    return torch.logaddexp(beta * x, torch.zeros_like(x)) / beta
