EXPECTED = "curvature"
import math

density = 4 / math.sqrt(2 * math.pi)
