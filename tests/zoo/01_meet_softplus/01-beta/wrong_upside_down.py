import math

EXPECTED = "upside-down"
beta_for_gap = 0.05 / math.log(2)
