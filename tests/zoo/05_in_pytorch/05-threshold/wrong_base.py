import math

EXPECTED = "wrong-base"
smallest_threshold = -math.log10(4e-6)
