import math

EXPECTED = "beta-forgotten"
smallest_threshold = -math.log(1e-6)
