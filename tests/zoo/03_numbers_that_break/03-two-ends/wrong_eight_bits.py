import math

EXPECTED = "too-small"

width = math.log(3.4e38) + 8 * math.log(2)
