import math

beta_for_gap = 1.0
while math.log(2) / beta_for_gap > 0.05:
    beta_for_gap += 0.001
