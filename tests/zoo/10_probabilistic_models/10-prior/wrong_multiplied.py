EXPECTED = "multiplied"
import math

density = 0.5 / math.sqrt(2 * math.pi)
