import math

smallest_threshold = -math.log(math.expm1(4e-6))
