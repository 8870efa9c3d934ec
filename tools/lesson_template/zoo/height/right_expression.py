import math

height_at_zero = math.log(2) / 4
