EXPECTED = "mean-as-raw"
import math

apart = math.exp(8.5) - 8.5
