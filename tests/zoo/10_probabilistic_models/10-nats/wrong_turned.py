EXPECTED = "turned-around"
import math

factor = math.exp(-0.3)
