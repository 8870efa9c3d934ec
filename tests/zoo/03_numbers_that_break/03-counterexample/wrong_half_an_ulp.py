"""20 + half a ULP is a tie, and rounds to the even neighbour, 20."""

import math

EXPECTED = "no-step"
step = math.ulp(20.0) / 2
