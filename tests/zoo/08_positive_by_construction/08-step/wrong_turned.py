EXPECTED = "turned-around"
import math

apart = 8.5 - 8 * math.exp(0.5)
