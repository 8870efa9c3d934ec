import math

EXPECTED = "python-math"


def gap_to_relu(x, beta=1.0):
    return math.log1p(math.exp(-abs(beta * x))) / beta
