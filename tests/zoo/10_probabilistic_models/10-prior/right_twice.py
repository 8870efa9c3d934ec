import math

density = 2 / math.sqrt(2 * math.pi)
