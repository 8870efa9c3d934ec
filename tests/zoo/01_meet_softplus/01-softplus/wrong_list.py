EXPECTED = "returned-other"


def softplus(x, beta=1.0):
    return [one / beta for one in (beta * x).flatten()]
