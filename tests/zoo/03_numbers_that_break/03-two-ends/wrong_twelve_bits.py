import math

EXPECTED = "too-large"

width = math.log(3.4e38) + 12 * math.log(2)
