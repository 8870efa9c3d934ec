EXPECTED = "logarithm"
import math

density = math.log(2 / math.sqrt(2 * math.pi))
