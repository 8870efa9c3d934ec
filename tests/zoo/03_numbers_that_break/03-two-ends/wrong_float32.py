import math

EXPECTED = "too-large"
width = math.log(3.4e38) + 24 * math.log(2)
