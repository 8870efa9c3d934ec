import math

EXPECTED = "the-end-itself"
counterexample = 1 + math.hypot(1, math.pi / 2)
