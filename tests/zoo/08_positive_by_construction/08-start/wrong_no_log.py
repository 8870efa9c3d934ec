EXPECTED = "no-log"
import math

raw_start = math.exp(0.25) - 1
