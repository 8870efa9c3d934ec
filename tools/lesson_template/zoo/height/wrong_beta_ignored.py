import math

EXPECTED = "beta-ignored"
height_at_zero = math.log(2)
