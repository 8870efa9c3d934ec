import math

EXPECTED = "divided-twice"
beta_for_gap = 1 / (0.05 * math.log(2))
