import math

EXPECTED = "wrong-base"
height_at_zero = math.log10(2) / 4
