import math

EXPECTED = "python-math"


def slope_from_output(y, beta=1.0):
    return -math.expm1(-beta * y)
