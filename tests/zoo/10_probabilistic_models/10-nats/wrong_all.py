EXPECTED = "all-images"
import math

factor = math.exp(30)
