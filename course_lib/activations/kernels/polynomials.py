"""Coefficients made by fit.py (tests/activations/test_kernels.py fits them again and compares). Lowest power first."""

# exp(r) = 1 + r + r²·EXP(r) for |r| <= ln 2/2
EXP = (
    0.4999999403953552,
    0.1666652113199234,
    0.04166825860738754,
    0.008368668146431446,
    0.001382130547426641,
)

# log1p(t) = t + t²·LOG1P(t) for -0.2 <= t <= 0.6
LOG1P = (
    -0.5,
    0.33333349227905273,
    -0.24999916553497314,
    0.19998039305210114,
    -0.16667795181274414,
    0.1435769498348236,
    -0.12672050297260284,
    0.10553032159805298,
    -0.06617022305727005,
    0.02076205424964428,
)

# log1p(e) = e + e²·LOG1P_FAR(e) for 0 <= e <= exp(-1)
LOG1P_FAR = (
    -0.49999991059303284,
    0.3333270847797394,
    -0.24985085427761078,
    0.19828520715236664,
    -0.1558258980512619,
    0.10308139026165009,
    -0.03906228393316269,
)

# softplus(x) = ln 2 + x/2 + x²·CENTRE(x²) for |x| <= 1
CENTRE = (
    0.12499985098838806,
    -0.005206987261772156,
    0.00034329426125623286,
    -2.165376463381108e-05,
)

# 1 - exp(-z) = z·SLOPE(z) for 0 <= z <= 0.6
SLOPE = (
    1.0,
    -0.5,
    0.1666666567325592,
    -0.041666481643915176,
    0.00833204947412014,
    -0.0013845330104231834,
    0.00019065372180193663,
    -1.7766047676559538e-05,
)

LOG2_E = 1.4426950408889634
LN2 = 0.6931471805599453
LN2_HIGH = 0.693145751953125  # 15 bits: its product with a whole number of 8 bits is exact in float32
LN2_LOW = 1.4286068203094172e-06
SPLIT = 0.6  # up to here log1p(e) and 1 - exp(-z) by their polynomials
DEEPEST = -104.0  # exp rounds to 0 below
# 1.5·2²³ turns a small float into a whole number in its low bits; 127 + 64 makes that the exponent field of 2^(k + 64)
ROUNDER = 12582912.0 + 127.0 + 64.0
DROP = 2.0**-64  # takes the 64 back; the one step that may round to a subnormal
NEAR = 1.0  # up to here softplus from CENTRE, beyond from LOG1P_FAR
