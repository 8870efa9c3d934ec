import math

EXPECTED = "underflow"
width = math.log(57344) - math.log(2**-17)
