EXPECTED = "too-slow"


def softplus(x, beta=1.0):
    while True:
        try:
            x = x + 0
        except Exception:
            pass
