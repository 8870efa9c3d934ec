EXPECTED = "too-slow"


def slope_from_output(y, beta=1.0):
    while True:
        y = y + 0
    return y
