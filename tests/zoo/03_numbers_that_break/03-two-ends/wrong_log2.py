import math

EXPECTED = "wrong-base"
width = math.log2(3.4e38) + 11
