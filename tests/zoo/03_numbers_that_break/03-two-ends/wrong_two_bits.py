import math

EXPECTED = "stored-bits"
width = math.log(57344) + 2 * math.log(2)
