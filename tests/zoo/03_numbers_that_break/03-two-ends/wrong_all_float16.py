import math

EXPECTED = "range-of-float16"
width = math.log(65504) + 11 * math.log(2)
