import math

EXPECTED = "slope-one-half"
crossing = math.log(2) / 2
