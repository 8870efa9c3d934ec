import math

EXPECTED = "underflow"
width = math.log(3.4e38) - math.log(1.2e-38)
