"""Coefficients made by fit.py (tests/activations/test_kernels.py fits them again and compares). Lowest power first."""

# exp(r) = 1 + r + r²·EXP(r) for |r| <= ln 2/2
EXP = (
    0.4999999403953552,
    0.1666652113199234,
    0.04166825860738754,
    0.008368668146431446,
    0.001382130547426641,
)

# log1p(e) = e + e²·LOG1P(e) for 0 <= e <= exp(-NEAR)
LOG1P = (
    -0.49999991059303284,
    0.3333270847797394,
    -0.24985085427761078,
    0.19828520715236664,
    -0.1558258980512619,
    0.10308139026165009,
    -0.03906228393316269,
)

# log(1 + exp z) = ln 2 + z/2 + z²·CENTRE(z²) for |z| <= NEAR
CENTRE = (
    0.1249999925494194,
    -0.005208245478570461,
    0.0003468749637249857,
    -2.573656638560351e-05,
    1.621381557015411e-06,
)

NEAR = 1.0  # up to here from CENTRE, beyond from LOG1P
LOG2_E = 1.4426950408889634
LN2 = 0.6931471824645996  # as a float32 …
LN2_REST = -1.904654299957768e-09  # … and what that leaves
LN2_HIGH = 0.693145751953125  # 15 bits: its product with a whole number of 8 bits is exact in float32
LN2_LOW = 1.4286068203094172e-06
DEEPEST = -104.0  # exp rounds to 0 below
DEEPEST_EXACT = -700.0  # in float64, of `triton_exact`: every narrow type has rounded to 0 long before
ONE_FROM = -32.0  # 1 - exp rounds to 1 below
# 1.5·2²³ turns a small float into a whole number in its low bits; 127 makes that the exponent field of 2^k
ROUNDER = 12582912.0 + 127.0
LIFT = 64.0  # added to k where 2^k would be subnormal …
DROP = 2.0**-64  # … and taken back by this product, the one step that may round to a subnormal
