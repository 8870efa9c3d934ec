import math

EXPECTED = "wrong-base"
width = math.log10(3.4e38) + 11 * math.log10(2)
