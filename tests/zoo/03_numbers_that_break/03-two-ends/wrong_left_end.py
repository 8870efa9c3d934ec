import math

EXPECTED = "one-end"
width = 3 * math.log(2)
