import math

EXPECTED = "too-large"
width = math.log(1.7e308) + 53 * math.log(2)
