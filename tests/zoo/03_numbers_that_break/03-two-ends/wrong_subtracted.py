import math

EXPECTED = "subtracted"
width = math.log(57344) - 3 * math.log(2)
