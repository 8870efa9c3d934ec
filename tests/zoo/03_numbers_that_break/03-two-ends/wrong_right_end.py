import math

EXPECTED = "one-end"
width = math.log(57344)
