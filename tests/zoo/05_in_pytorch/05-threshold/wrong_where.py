import math

EXPECTED = "where-not-which"
smallest_threshold = -math.log(4e-6) / 4
