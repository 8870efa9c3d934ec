import math

t = 1.0
while math.log1p(math.exp(-t)) / 4 > 1e-6:
    t += 0.0001
smallest_threshold = t
