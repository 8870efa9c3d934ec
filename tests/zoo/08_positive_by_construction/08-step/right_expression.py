import math

apart = 8 * math.exp(0.5) - math.log(1 + math.exp(math.log(math.exp(8) - 1) + 0.5))
