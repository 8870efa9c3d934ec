EXPECTED = "slope-of-inverse"
import math

raw_start = 1 / (1 - math.exp(-0.25))
