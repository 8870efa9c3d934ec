import math

EXPECTED = "too-large"

beta_for_gap = 2 * math.log(2) / 0.05
