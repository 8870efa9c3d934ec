import math

EXPECTED = "wrong-base"
width = math.log2(57344) + 3
