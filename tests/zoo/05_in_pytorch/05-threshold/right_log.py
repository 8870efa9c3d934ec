import math

smallest_threshold = math.log(0.25e6)
