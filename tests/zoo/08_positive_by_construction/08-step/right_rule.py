import math

apart = 8 * math.exp(0.5) - 8.5
