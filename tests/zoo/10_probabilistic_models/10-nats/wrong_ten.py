EXPECTED = "base-ten"
factor = 10**0.3
