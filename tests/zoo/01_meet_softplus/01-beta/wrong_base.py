import math

EXPECTED = "wrong-base"
beta_for_gap = math.log10(2) / 0.05
