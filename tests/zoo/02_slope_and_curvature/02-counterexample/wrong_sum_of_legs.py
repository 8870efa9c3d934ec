import math

EXPECTED = "vertical-distance"

counterexample = 1 + math.pi / 2
