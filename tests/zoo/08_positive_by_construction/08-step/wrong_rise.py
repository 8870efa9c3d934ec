EXPECTED = "rise-of-exp"
import math

apart = 8 * math.exp(0.5) - 8
