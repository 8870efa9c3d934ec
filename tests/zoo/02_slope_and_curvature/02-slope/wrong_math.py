import math

EXPECTED = "python-math"


def softplus_slope(x, beta=1.0):
    return 1 / (1 + math.exp(-beta * x))
