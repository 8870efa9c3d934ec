import math

EXPECTED = "not-a-number"


def beta_for_gap():
    return math.log(2) / 0.05
