import math

EXPECTED = "not-finite"
smallest_threshold = math.inf
