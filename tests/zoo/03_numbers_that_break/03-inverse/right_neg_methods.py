def inverse_softplus(y, beta=1.0):
    inner = (-beta * y).expm1().neg()
    return inner.log().div(beta).add(y)
