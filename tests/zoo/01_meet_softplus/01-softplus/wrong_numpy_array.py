import numpy as np

EXPECTED = "numpy"


def softplus(x, beta=1.0):
    return np.logaddexp(beta * x.detach().float().numpy(), 0) / beta
