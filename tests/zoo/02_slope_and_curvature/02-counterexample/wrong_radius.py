import math

EXPECTED = "radius-not-end"
counterexample = math.sqrt(1 + (math.pi / 2) ** 2)
