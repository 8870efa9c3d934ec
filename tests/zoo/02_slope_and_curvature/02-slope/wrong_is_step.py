import torch

EXPECTED = "is-step"


def softplus_slope(x, beta=1.0):
    return (x > 0).to(x.dtype)
