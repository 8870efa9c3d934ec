"""The chain of torch.distributions.SoftplusTransform, with β."""


def inverse_softplus(y, beta=1.0):
    return (-beta * y).expm1().neg().log().div(beta).add(y)
