import math

EXPECTED = "centre-ignored"
counterexample = math.pi / 2
