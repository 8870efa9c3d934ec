import math

counterexample = 1 + math.hypot(1, math.pi / 2) + 1e-6
