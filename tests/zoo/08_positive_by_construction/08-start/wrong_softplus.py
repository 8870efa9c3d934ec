EXPECTED = "softplus-of-it"
import math

raw_start = math.log(1 + math.exp(0.25))
