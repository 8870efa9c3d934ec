import math

EXPECTED = "climbed-back"

step = 2 * math.log1p(math.exp(-20))
