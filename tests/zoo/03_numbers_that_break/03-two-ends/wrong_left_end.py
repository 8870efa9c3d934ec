import math

EXPECTED = "one-end"
width = 11 * math.log(2)
