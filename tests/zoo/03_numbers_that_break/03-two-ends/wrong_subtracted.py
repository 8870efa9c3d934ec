import math

EXPECTED = "subtracted"
width = math.log(3.4e38) - 11 * math.log(2)
