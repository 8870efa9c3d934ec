import math

EXPECTED = "sign"
smallest_threshold = math.log(4e-6)
