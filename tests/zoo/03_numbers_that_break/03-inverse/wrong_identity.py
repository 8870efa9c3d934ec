EXPECTED = "wrong-value"


def inverse_softplus(y, beta=1.0):
    return y.clone()
