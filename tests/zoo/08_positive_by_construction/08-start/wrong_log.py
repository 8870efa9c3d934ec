EXPECTED = "inverse-of-exp"
import math

raw_start = math.log(0.25)
