import math

EXPECTED = "product"
beta_for_gap = 0.05 * math.log(2)
