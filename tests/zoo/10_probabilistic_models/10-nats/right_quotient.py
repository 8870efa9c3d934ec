import math

factor = math.exp(-7.1) / math.exp(-7.4)
