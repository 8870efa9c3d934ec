import math

EXPECTED = "upside-down"
height_at_zero = 4 * math.log(2)
