import math

EXPECTED = "beta-upside-down"
smallest_threshold = -math.log(1e-6 / 4)
