import math

EXPECTED = "beta-ignored"
counterexample = math.pi
