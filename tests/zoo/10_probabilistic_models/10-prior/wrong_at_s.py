EXPECTED = "density-at-s"
import math

density = math.exp(-0.5 * math.log(2) ** 2) / math.sqrt(2 * math.pi)
