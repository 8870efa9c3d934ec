import math

EXPECTED = "python-math"


def softplus_curvature(x, beta=1.0):
    s = 1 / (1 + math.exp(-beta * x))
    return beta * s * (1 - s)
