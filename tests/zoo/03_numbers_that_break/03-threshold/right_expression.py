import math

smallest_threshold = next(t for t in range(1, 30) if math.log1p(math.exp(-t)) < 2.0**-9 * 2 ** (math.floor(math.log2(t)) - 2))
