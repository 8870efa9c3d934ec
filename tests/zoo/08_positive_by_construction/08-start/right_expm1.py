import math

raw_start = math.log(math.expm1(0.25))
