import math

EXPECTED = "bits-of-float32"
width = math.log(3.4e38) + 24 * math.log(2)
