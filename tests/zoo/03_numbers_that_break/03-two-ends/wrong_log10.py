import math

EXPECTED = "wrong-base"
width = math.log10(57344) + 3 * math.log10(2)
