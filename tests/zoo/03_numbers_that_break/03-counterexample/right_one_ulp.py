import math

step = math.ulp(20.0)
