EXPECTED = "exp-alone"
import math

apart = 8 * math.exp(0.5)
