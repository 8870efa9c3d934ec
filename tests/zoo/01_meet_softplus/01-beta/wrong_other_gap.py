import math

EXPECTED = "too-small"

beta_for_gap = math.log(2) / 0.1
