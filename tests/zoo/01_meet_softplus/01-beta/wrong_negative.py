import math

EXPECTED = "sign"
beta_for_gap = math.log(0.5) / 0.05
