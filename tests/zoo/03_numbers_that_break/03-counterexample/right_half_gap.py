import math

step = math.log1p(math.exp(-20)) / 2
