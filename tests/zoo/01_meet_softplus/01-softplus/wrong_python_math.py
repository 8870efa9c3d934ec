import math

EXPECTED = "python-math"


def softplus(x, beta=1.0):
    return math.log(1 + math.exp(beta * x)) / beta
