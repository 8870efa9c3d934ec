import math

raw_start = math.log(math.exp(0.25) - 1)
