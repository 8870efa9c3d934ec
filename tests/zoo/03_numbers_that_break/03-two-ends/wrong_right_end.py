import math

EXPECTED = "one-end"
width = math.log(3.4e38)
