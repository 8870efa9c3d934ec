"""Coefficients made by fit.py (tests/activations/test_kernels.py fits them again and compares). Lowest power first."""

# exp(r) = 1 + r + r²·EXP(r) for |r| <= ln 2/2, to 2^-28
EXP = (
    0.4999999403953552,
    0.1666652113199234,
    0.04166825860738754,
    0.008368668146431446,
    0.001382130547426641,
)

# log1p(t) = t + t²·LOG1P(t) for √½ - 1 <= t <= √2 - 1, to 2^-27 of t
LOG1P = (
    -0.49999988079071045,
    0.33333322405815125,
    -0.250015527009964,
    0.2000243067741394,
    -0.16610559821128845,
    0.14171701669692993,
    -0.13218553364276886,
    0.1296558529138565,
    -0.07761619240045547,
)

LOG2_E = 1.4426950408889634
LN2 = 0.6931471805599453
LN2_HIGH = 0.693145751953125  # 15 bits: its product with a whole number of 8 bits is exact in float32
LN2_LOW = 1.4286068203094172e-06
SPLIT = 0.41421356237309503  # √2 - 1: above, log1p(e) = ln 2 + log1p((e - 1)/2)
DEEPEST = -104.0  # exp rounds to 0 below
# 1.5·2²³ turns a small float into a whole number in its low bits; 127 + 64 makes that 2^(k + 64)'s exponent field
ROUNDER = 12582912.0 + 127.0 + 64.0
LIFT = 2.0**64
