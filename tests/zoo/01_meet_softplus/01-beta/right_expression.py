import math

beta_for_gap = math.log(2) / 0.05
