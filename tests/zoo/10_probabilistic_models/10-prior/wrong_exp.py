EXPECTED = "factor-of-exp"
import math

density = 1 / math.sqrt(2 * math.pi) / math.log(2)
