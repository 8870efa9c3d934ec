import math

crossing = -(0.8 * math.log(0.8) + 0.2 * math.log(0.2)) / 2
