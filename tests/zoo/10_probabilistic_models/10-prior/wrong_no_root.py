EXPECTED = "no-root"
import math

density = 2 / (2 * math.pi)
