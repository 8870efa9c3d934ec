import math

EXPECTED = "stored-bits"
width = math.log(3.4e38) + 10 * math.log(2)
