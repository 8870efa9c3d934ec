EXPECTED = "absolute"
def two_signs(z):
    return z.abs()
