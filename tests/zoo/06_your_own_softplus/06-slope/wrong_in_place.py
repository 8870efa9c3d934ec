EXPECTED = "input-changed"


def slope_from_output(y, beta=1.0):
    return y.mul_(-beta).expm1_().neg_()
