EXPECTED = "wrong-base"
import math

raw_start = math.log10(math.exp(0.25) - 1)
