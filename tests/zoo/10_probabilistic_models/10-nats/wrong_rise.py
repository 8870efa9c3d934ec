EXPECTED = "only-the-rise"
import math

factor = math.exp(0.3) - 1
