import math

density = 1 / math.sqrt(2 * math.pi) / 0.5
