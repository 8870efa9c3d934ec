import math

EXPECTED = "not-finite"
counterexample = math.nan
