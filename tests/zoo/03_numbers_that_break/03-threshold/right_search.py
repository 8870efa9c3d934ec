import math

smallest_threshold = next(t for t in range(4, 8) if math.log1p(math.exp(-t)) < 2**-9)
